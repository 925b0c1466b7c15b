package dev.stacktape.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.PropertyDiff;
import dev.stacktape.template.ResourceDiff;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a state machine. Executions that run go on by the definition that they began
 * with.
 */
final class StateMachineRule implements HotSwapRule {
  static final String TYPE = "AWS::StepFunctions::StateMachine";

  private static final String SUBSTITUTIONS = "DefinitionSubstitutions";
  private static final Set<String> DEFINITION =
      Set.of("Definition", "DefinitionString", SUBSTITUTIONS);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public Verdict judge(ResourceDiff diff, SwapContext context) {
    String id = diff.logicalId();
    List<String> others =
        Stream.concat(
                diff.properties().stream()
                    .filter(property -> !DEFINITION.contains(property.path().get(0)))
                    .map(PropertyDiff::dotted),
                diff.attributes().stream().filter(attribute -> !attribute.equals("DependsOn")))
            .toList();
    if (!others.isEmpty()) {
      return new Rejected(
          "%s of %s changed, and only the definition of a state machine can be hot-swapped."
              .formatted(String.join(", ", others), context.nameOf(id)));
    }
    SwapRecord record = context.record(id);
    if (record != null && record.isOf(context.digest(id))) {
      return new NothingToDo();
    }
    CfnResource before = context.before().resources().get(id);
    if (before == null || definition(before, context.deployedValues()).isEmpty()) {
      return new Rejected(unknown(context.nameOf(id)));
    }
    return operation(id, context, List.of("Definition"));
  }

  @Override
  public Verdict restore(String logicalId, @Nullable ResourceDiff diff, SwapContext context) {
    boolean updated =
        diff != null
            && diff.properties().stream()
                .anyMatch(property -> DEFINITION.contains(property.path().get(0)));
    return updated || context.record(logicalId) == null
        ? new NothingToDo()
        : operation(logicalId, context, List.of());
  }

  private static Verdict operation(String id, SwapContext context, List<String> differing) {
    Optional<String> definition = definition(context.wantedResource(id), context.wantedValues());
    String arn = context.stack().physicalIds().get(id);
    if (definition.isEmpty() || arn == null) {
      return new Rejected(unknown(context.nameOf(id)));
    }
    return new Accepted(
        new SwapOperation.StateMachine(context.subject(id, arn, differing), definition.get()));
  }

  private static String unknown(String name) {
    return "The definition of %s holds values that are known to CloudFormation only."
        .formatted(name);
  }

  private static Optional<String> definition(CfnResource machine, KnownValues values) {
    Map<String, Object> properties = machine.properties();
    Optional<String> text =
        properties.containsKey("Definition")
            ? values.of(properties.get("Definition")).map(StateMachineRule::json)
            : values.text(properties.get("DefinitionString"));
    if (text.isEmpty() || !(properties.get(SUBSTITUTIONS) instanceof Map<?, ?> substitutions)) {
      return text;
    }
    String filled = text.get();
    for (Map.Entry<?, ?> one : substitutions.entrySet()) {
      Optional<String> value = values.text(one.getValue());
      if (value.isEmpty()) {
        return Optional.empty();
      }
      filled = filled.replace("${" + one.getKey() + "}", value.get());
    }
    return Optional.of(filled);
  }

  private static String json(Object tree) {
    try {
      return JSON.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of plain values can always be written", e);
    }
  }
}
