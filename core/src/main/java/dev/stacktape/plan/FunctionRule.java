package dev.stacktape.plan;

import dev.stacktape.plan.SwapOperation.AliasMove;
import dev.stacktape.plan.SwapOperation.NamedValues;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.ResourceDiff;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The code of a function, and the part of its configuration that Lambda changes in seconds. */
final class FunctionRule implements HotSwapRule {
  static final String TYPE = "AWS::Lambda::Function";

  private static final String CODE = "Code";
  private static final String ENVIRONMENT = "Environment";
  private static final String VARIABLE = "Environment.Variables.";

  /** What can be set, and what Lambda takes where the template says nothing. */
  private static final Map<String, Object> CONFIGURATION =
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
    Swap swap = new Swap(id, context);
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
    Swap swap = new Swap(logicalId, context);
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
          .filter(name -> !java.util.Objects.equals(before.get(name), after.get(name)))
          .forEach(name -> changed.add(VARIABLE + name));
    }
    return changed;
  }

  /** None where there is no environment; null where it is not written out. */
  private static @Nullable Map<String, Object> variables(@Nullable CfnResource function) {
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

  /** An operation on its way, and the first reason why it cannot be. */
  private static final class Swap {
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

    Swap(String id, SwapContext context) {
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
      if (wanted.properties().get(CODE) instanceof Map<?, ?> code
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
          .filter(path -> !path.equals(CODE))
          .filter(path -> context.deployedValues().of(valueAt(before, path)).isEmpty())
          .filter(path -> valueAt(before, path) != null)
          .forEach(this::rejectUnknown);
    }

    private void rejectUnknown(String path) {
      reject(
          "%s of %s changed, and its value is known to CloudFormation only."
              .formatted(path, name()));
    }

    private static @Nullable Object valueAt(@Nullable CfnResource function, String path) {
      if (path.startsWith(VARIABLE)) {
        Map<String, Object> variables = variables(function);
        return variables == null ? null : variables.get(path.substring(VARIABLE.length()));
      }
      return function == null ? null : function.properties().get(path);
    }

    /** Sets a property or variable to what the template says. */
    void set(String path) {
      Object expression = valueAt(wanted, path);
      if (path.startsWith(VARIABLE)) {
        String variable = path.substring(VARIABLE.length());
        if (expression == null) {
          unset.add(variable);
        } else {
          values
              .text(expression)
              .ifPresentOrElse(value -> set.put(variable, value), () -> rejectUnknown(path));
        }
        return;
      }
      Object value = expression == null ? CONFIGURATION.get(path) : expression;
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
        return;
      }
      if (found.get().attributes().containsKey("UpdatePolicy")) {
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
          .filter(java.util.Objects::nonNull)
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
}
