package dev.stacktape.plan;

import dev.stacktape.template.CfnResource;
import dev.stacktape.template.ResourceDiff;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The code of a function, and the part of its configuration that Lambda changes in seconds. */
final class FunctionRule implements HotSwapRule {
  static final String TYPE = "AWS::Lambda::Function";

  static final String CODE = "Code";
  private static final String ENVIRONMENT = "Environment";
  static final String VARIABLE = "Environment.Variables.";

  /** What can be set, and what Lambda takes where the template says nothing. */
  static final Map<String, Object> CONFIGURATION =
      Map.of("MemorySize", 128, "Timeout", 3, "Layers", List.of(), "Description", "");

  /** What can be set but not be left out. */
  private static final Set<String> GIVEN = Set.of("Handler");

  /** CloudFormation takes no note of it by itself. */
  private static final Set<String> UNNOTICED = Set.of("DependsOn");

  @Override
  public Verdict judge(ResourceDiff diff, SwapContext context) {
    String id = diff.logicalId();
    List<String> others =
        Stream.concat(
                changed(diff).stream().filter(path -> !isSwappable(path)),
                diff.attributes().stream().filter(attribute -> !UNNOTICED.contains(attribute)))
            .toList();
    if (!others.isEmpty()) {
      return new Rejected(
          "%s of %s changed, and only code, environment, MemorySize, Timeout, Layers, Handler and Description can be hot-swapped."
              .formatted(String.join(", ", others), context.nameOf(id)));
    }
    Set<String> all = new TreeSet<>(changed(diff));
    all.addAll(context.recorded(id));
    boolean configured = isSwappedIn(id, context);
    FunctionSwapDraft swap = new FunctionSwapDraft(id, context);
    if (all.contains(CODE) || context.runsOtherCode(id)) {
      swap.code(configured);
    }
    if (!configured) {
      swap.requireKnownBefore(changed(diff));
      all.stream().filter(path -> !path.equals(CODE)).forEach(swap::set);
    }
    if (swap.isSomething()) {
      swap.publish();
    }
    return swap.verdict(List.copyOf(changed(diff)));
  }

  @Override
  public Verdict restore(String logicalId, @Nullable ResourceDiff diff, SwapContext context) {
    Set<String> updated =
        diff == null
            ? Set.of()
            : diff.properties().stream()
                .map(property -> property.path().get(0))
                .collect(Collectors.toSet());
    List<String> recorded = context.recorded(logicalId);
    FunctionSwapDraft swap = new FunctionSwapDraft(logicalId, context);
    if (!updated.contains(CODE) && (context.runsOtherCode(logicalId) || recorded.contains(CODE))) {
      swap.code(false);
    }
    recorded.stream()
        .filter(path -> !path.equals(CODE))
        .filter(path -> !updated.contains(path.split("\\.", 2)[0]))
        .forEach(swap::set);
    if (context.record(logicalId) != null) {
      swap.goBack();
    }
    return swap.verdict(List.of());
  }

  /** Whether CloudFormation gives a function its code. */
  static boolean changesCode(ResourceDiff diff) {
    return changed(diff).contains(CODE);
  }

  private static boolean isSwappedIn(String id, SwapContext context) {
    SwapRecord record = context.record(id);
    return record != null && record.isOf(context.digest(id));
  }

  private static boolean isSwappable(String path) {
    return path.equals(CODE)
        || path.startsWith(VARIABLE)
        || CONFIGURATION.containsKey(path)
        || GIVEN.contains(path);
  }

  /** Properties, and variables of the environment, each by a path. */
  private static Set<String> changed(ResourceDiff diff) {
    Set<String> changed = new TreeSet<>();
    diff.properties().forEach(property -> changed.add(property.path().get(0)));
    if (changed.remove(ENVIRONMENT)) {
      Map<String, Object> before = variables(diff.deployed());
      Map<String, Object> after = variables(diff.wanted());
      if (before == null || after == null) {
        changed.add(ENVIRONMENT);
        return changed;
      }
      Set<String> names = new TreeSet<>(before.keySet());
      names.addAll(after.keySet());
      names.stream()
          .filter(name -> !Objects.equals(before.get(name), after.get(name)))
          .forEach(name -> changed.add(VARIABLE + name));
    }
    return changed;
  }

  /** None where there is no environment; null where it is not written out. */
  static @Nullable Map<String, Object> variables(@Nullable CfnResource function) {
    Object environment = function == null ? null : function.properties().get(ENVIRONMENT);
    if (environment == null) {
      return Map.of();
    }
    if (environment instanceof Map<?, ?> map
        && map.keySet().stream().allMatch("Variables"::equals)
        && map.get("Variables") instanceof Map<?, ?> variables) {
      Map<String, Object> named = new LinkedHashMap<>();
      variables.forEach((name, value) -> named.put(String.valueOf(name), value));
      return named.keySet().stream().anyMatch(name -> name.startsWith("Fn::")) ? null : named;
    }
    return null;
  }
}
