package dev.stacktape.plan;

import dev.stacktape.plan.HotSwapRule.Accepted;
import dev.stacktape.plan.HotSwapRule.NothingToDo;
import dev.stacktape.plan.HotSwapRule.Rejected;
import dev.stacktape.plan.HotSwapRule.Verdict;
import dev.stacktape.plan.SwapOperation.AliasMove;
import dev.stacktape.plan.SwapOperation.NamedValues;
import dev.stacktape.resource.function.PublishedVersion;
import dev.stacktape.template.CfnResource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The swap of a function on its way, and the first reason why it cannot be. */
final class FunctionSwapDraft {
  private final String id;
  private final SwapContext context;
  private final CfnResource wanted;
  private final KnownValues values;
  private final Map<String, Object> configuration = new TreeMap<>();
  private final Map<String, String> set = new TreeMap<>();
  private final Set<String> unset = new TreeSet<>();
  private @Nullable String artifact;
  private @Nullable String image;
  private @Nullable AliasMove alias;
  private @Nullable String rejection;

  FunctionSwapDraft(String id, SwapContext context) {
    this.id = id;
    this.context = context;
    this.wanted = context.wantedResource(id);
    this.values = context.wantedValues();
  }

  private void reject(String reason) {
    rejection = rejection == null ? reason : rejection;
  }

  private String name() {
    return context.nameOf(id);
  }

  /**
   * Gives it the code of the template.
   *
   * @param imageRuns whether the image of the template is known to run
   */
  void code(boolean imageRuns) {
    if (wanted.properties().get(FunctionRule.CODE) instanceof Map<?, ?> code
        && code.get("ImageUri") instanceof String uri) {
      image = imageRuns ? null : uri;
    } else if (!context.hasArtifact(id)) {
      reject(
          "The code of %s changed, and it is not an artifact of this project.".formatted(name()));
    } else if (!context.runsWantedCode(id)) {
      artifact = name();
    }
  }

  /** What could not be put back is not swapped. */
  void requireKnownBefore(Set<String> changed) {
    CfnResource before = context.before().resources().get(id);
    changed.stream()
        .filter(path -> !path.equals(FunctionRule.CODE))
        .filter(path -> context.deployedValues().of(valueAt(before, path)).isEmpty())
        .filter(path -> valueAt(before, path) != null)
        .forEach(this::rejectUnknown);
  }

  private void rejectUnknown(String path) {
    reject(
        "%s of %s changed, and its value is known to CloudFormation only.".formatted(path, name()));
  }

  private static @Nullable Object valueAt(@Nullable CfnResource function, String path) {
    if (path.startsWith(FunctionRule.VARIABLE)) {
      Map<String, Object> variables = FunctionRule.variables(function);
      return variables == null
          ? null
          : variables.get(path.substring(FunctionRule.VARIABLE.length()));
    }
    return function == null ? null : function.properties().get(path);
  }

  /** Sets a property or variable to what the template says. */
  void set(String path) {
    Object expression = valueAt(wanted, path);
    if (path.startsWith(FunctionRule.VARIABLE)) {
      String variable = path.substring(FunctionRule.VARIABLE.length());
      if (expression == null) {
        unset.add(variable);
      } else {
        values
            .text(expression)
            .ifPresentOrElse(value -> set.put(variable, value), () -> rejectUnknown(path));
      }
      return;
    }
    Object value = expression == null ? FunctionRule.CONFIGURATION.get(path) : expression;
    if (value == null) {
      reject("%s of %s is gone, which takes a deployment.".formatted(path, name()));
    } else {
      values
          .of(value)
          .ifPresentOrElse(known -> configuration.put(path, known), () -> rejectUnknown(path));
    }
  }

  boolean isSomething() {
    return artifact != null
        || image != null
        || alias != null
        || !configuration.isEmpty()
        || !set.isEmpty()
        || !unset.isEmpty();
  }

  /** Lets the alias stand for what the function becomes. */
  void publish() {
    Optional<CfnResource> found = aliasIn(context.wanted().resources());
    if (found.isEmpty() || aliasIn(context.before().resources()).isEmpty()) {
      if (found.isEmpty() && isPublished()) {
        reject(
            "CloudFront runs a version of %s, and another one takes a deployment."
                .formatted(name()));
      }
      return;
    }
    if (GradualTraffic.isMovedBy(found.get())) {
      reject(
          "Traffic of %s is shifted to a new version gradually, which only a deployment does."
              .formatted(name()));
      return;
    }
    SwapRecord record = context.record(id);
    move(found.get(), null, record == null ? null : record.liveId());
  }

  /** Lets the alias stand for the version that belongs to the stack. */
  void goBack() {
    Optional<CfnResource> found = aliasIn(context.before().resources());
    SwapRecord record = context.record(id);
    if (found.isEmpty() || record == null) {
      return;
    }
    String version = deployedVersion();
    if (version == null) {
      reject(
          "%s is called by an alias, and which version it stood for is not known."
              .formatted(name()));
      return;
    }
    move(found.get(), version, record.liveId());
  }

  private void move(CfnResource found, @Nullable String version, @Nullable String obsolete) {
    values
        .text(found.properties().get("Name"))
        .ifPresentOrElse(
            aliasName -> alias = new AliasMove(aliasName, version, obsolete),
            () -> reject("The alias of %s has no known name.".formatted(name())));
  }

  /** Whether a version of it is named by others, as one at the edge is. */
  private boolean isPublished() {
    return context.wanted().resources().values().stream()
        .filter(PublishedVersion::isOfFunction)
        .anyMatch(version -> id.equals(AliasRule.functionOf(version)));
  }

  private Optional<CfnResource> aliasIn(Map<String, CfnResource> resources) {
    return resources.values().stream()
        .filter(resource -> resource.type().equals(AliasRule.TYPE))
        .filter(resource -> id.equals(AliasRule.functionOf(resource)))
        .findFirst();
  }

  private @Nullable String deployedVersion() {
    return context.before().resources().entrySet().stream()
        .filter(entry -> entry.getValue().type().equals(VersionRule.TYPE))
        .filter(entry -> id.equals(AliasRule.functionOf(entry.getValue())))
        .map(entry -> context.stack().physicalIds().get(entry.getKey()))
        .filter(Objects::nonNull)
        .map(arn -> arn.substring(arn.lastIndexOf(':') + 1))
        .findFirst()
        .orElse(null);
  }

  Verdict verdict(List<String> differing) {
    if (rejection != null) {
      return new Rejected(rejection);
    }
    if (!isSomething()) {
      return new NothingToDo();
    }
    return context
        .physicalId(id, "FunctionName")
        .<Verdict>map(
            function ->
                new Accepted(
                    new SwapOperation.Function(
                        context.subject(id, function, differing),
                        artifact,
                        image,
                        configuration,
                        new NamedValues(set, unset),
                        alias)))
        .orElseGet(
            () ->
                new Rejected(
                    "The name of %s is not in the template, so it cannot be found."
                        .formatted(name())));
  }
}
