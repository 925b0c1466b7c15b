package dev.stacktape.plan;

import dev.stacktape.plan.SwapOperation.ContainerChange;
import dev.stacktape.plan.SwapOperation.NamedValues;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.PropertyDiff;
import dev.stacktape.template.References;
import dev.stacktape.template.ResourceDiff;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What containers of a service run. A task definition is registered of the stack's own with these
 * changes, so that everything else stays as CloudFormation resolved it.
 */
final class TaskDefinitionRule implements HotSwapRule {
  static final String TYPE = "AWS::ECS::TaskDefinition";

  private static final String CONTAINERS = "ContainerDefinitions";
  private static final String SERVICE = "AWS::ECS::Service";

  /** What is taken over as it is, with its name in ECS's API. */
  private static final Map<String, String> PLAIN =
      Map.of(
          "Image", "image",
          "Command", "command",
          "EntryPoint", "entryPoint",
          "StopTimeout", "stopTimeout");

  private static final Set<String> NAMED = Set.of("Environment", "Secrets");

  @Override
  public Verdict judge(ResourceDiff diff, SwapContext context) {
    String id = diff.logicalId();
    String name = context.nameOf(id);
    List<String> others =
        Stream.concat(
                diff.properties().stream()
                    .filter(property -> !property.path().get(0).equals(CONTAINERS))
                    .map(PropertyDiff::dotted),
                diff.attributes().stream().filter(attribute -> !attribute.equals("DependsOn")))
            .toList();
    if (!others.isEmpty()) {
      return new Rejected(
          "%s of the task definition of %s changed, which takes a deployment."
              .formatted(String.join(", ", others), name));
    }
    SwapRecord record = context.record(id);
    if (record != null && record.isOf(context.digest(id))) {
      return new NothingToDo();
    }
    Changes changes = new Changes(name, context);
    changes.compare(containers(diff.deployed()), containers(diff.wanted()));
    return changes.rejection == null
        ? operation(id, context, changes.found, changes.paths)
        : new Rejected(changes.rejection);
  }

  @Override
  public Verdict restore(String logicalId, @Nullable ResourceDiff diff, SwapContext context) {
    return diff != null || context.record(logicalId) == null
        ? new NothingToDo()
        : operation(logicalId, context, List.of(), List.of());
  }

  private static Verdict operation(
      String id, SwapContext context, List<ContainerChange> changes, List<String> differing) {
    String name = context.nameOf(id);
    List<String> users =
        context.wanted().resources().entrySet().stream()
            .filter(
                entry ->
                    References.in(entry.getValue().properties()).stream()
                        .anyMatch(reference -> reference.target().equals(id)))
            .map(Map.Entry::getKey)
            .toList();
    if (users.size() != 1
        || !context.wantedResource(users.get(0)).type().equals(SERVICE)
        || !context.before().resources().containsKey(users.get(0))) {
      return new Rejected(
          "The task definition of %s is not run by one service alone, so only a deployment changes it."
              .formatted(name));
    }
    CfnResource service = context.wantedResource(users.get(0));
    if (GradualTraffic.isMovedBy(service)) {
      return new Rejected(
          "%s moves its traffic to new tasks in steps, which only a deployment does."
              .formatted(name));
    }
    String arn = context.stack().physicalIds().get(users.get(0));
    String taskDefinition = context.stack().physicalIds().get(id);
    Optional<String> cluster = context.wantedValues().text(service.properties().get("Cluster"));
    if (arn == null || taskDefinition == null || cluster.isEmpty()) {
      return new Rejected("The service of %s cannot be found.".formatted(name));
    }
    return new Accepted(
        new SwapOperation.Containers(
            context.subject(id, arn, differing), cluster.get(), taskDefinition, changes));
  }

  private static List<Map<?, ?>> containers(@Nullable CfnResource definition) {
    List<Map<?, ?>> containers = new ArrayList<>();
    if (definition != null && definition.properties().get(CONTAINERS) instanceof List<?> list) {
      list.forEach(item -> containers.add(item instanceof Map<?, ?> map ? map : Map.of()));
    }
    return containers;
  }

  /** What changes container by container, and the first reason why something cannot. */
  private static final class Changes {
    private final String name;
    private final SwapContext context;
    private final List<ContainerChange> found = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();
    private @Nullable String rejection;

    Changes(String name, SwapContext context) {
      this.name = name;
      this.context = context;
    }

    void compare(List<Map<?, ?>> before, List<Map<?, ?>> after) {
      if (!names(before).equals(names(after))) {
        rejection = "A container of %s comes or goes, which takes a deployment.".formatted(name);
        return;
      }
      for (int i = 0; i < before.size(); i++) {
        compare(String.valueOf(after.get(i).get("Name")), before.get(i), after.get(i));
      }
    }

    private static List<String> names(List<Map<?, ?>> containers) {
      return containers.stream().map(container -> String.valueOf(container.get("Name"))).toList();
    }

    private void compare(String container, Map<?, ?> before, Map<?, ?> after) {
      Map<String, Object> properties = new TreeMap<>();
      Set<String> gone = new TreeSet<>();
      Map<String, NamedValues> named = new LinkedHashMap<>();
      for (String property : changed(before, after)) {
        if (NAMED.contains(property)) {
          named.put(
              property, named(container, property, before.get(property), after.get(property)));
        } else if (!PLAIN.containsKey(property)) {
          reject(
              "%s of the container %s of %s changed, which takes a deployment."
                  .formatted(property, container, name));
        } else {
          String path = CONTAINERS + "." + container + "." + property;
          paths.add(path);
          String apiName = Objects.requireNonNull(PLAIN.get(property));
          if (after.get(property) == null) {
            gone.add(apiName);
          } else {
            context
                .wantedValues()
                .of(after.get(property))
                .ifPresentOrElse(
                    value -> properties.put(apiName, value), () -> rejectUnknown(path));
          }
        }
      }
      NamedValues environment = named.getOrDefault("Environment", NamedValues.NONE);
      NamedValues secrets = named.getOrDefault("Secrets", NamedValues.NONE);
      ContainerChange change =
          new ContainerChange(container, properties, gone, environment, secrets);
      if (!change.equals(
          new ContainerChange(container, Map.of(), Set.of(), NamedValues.NONE, NamedValues.NONE))) {
        found.add(change);
      }
    }

    private static Set<String> changed(Map<?, ?> before, Map<?, ?> after) {
      Set<String> keys = new TreeSet<>();
      before.keySet().forEach(key -> keys.add(String.valueOf(key)));
      after.keySet().forEach(key -> keys.add(String.valueOf(key)));
      keys.removeIf(key -> Objects.equals(before.get(key), after.get(key)));
      return keys;
    }

    /** A secret in an environment would be written out, so what cannot be told is refused. */
    private NamedValues named(
        String container, String property, @Nullable Object before, @Nullable Object after) {
      Map<String, Object> old = byName(before);
      Map<String, Object> wanted = byName(after);
      Map<String, String> set = new TreeMap<>();
      Set<String> unset = new TreeSet<>();
      for (String variable : changed(old, wanted)) {
        String path = CONTAINERS + "." + container + "." + property + "." + variable;
        paths.add(path);
        if (wanted.get(variable) == null) {
          unset.add(variable);
        } else {
          context
              .wantedValues()
              .text(wanted.get(variable))
              .ifPresentOrElse(value -> set.put(variable, value), () -> rejectUnknown(path));
        }
      }
      return new NamedValues(set, unset);
    }

    private static Map<String, Object> byName(@Nullable Object list) {
      Map<String, Object> byName = new LinkedHashMap<>();
      if (list instanceof List<?> items) {
        for (Object item : items) {
          if (item instanceof Map<?, ?> map) {
            Object value = map.containsKey("ValueFrom") ? map.get("ValueFrom") : map.get("Value");
            byName.put(String.valueOf(map.get("Name")), value == null ? "" : value);
          }
        }
      }
      return byName;
    }

    private void rejectUnknown(String path) {
      reject(
          "%s of %s changed, and its value is known to CloudFormation only.".formatted(path, name));
    }

    private void reject(String reason) {
      rejection = rejection == null ? reason : rejection;
    }
  }
}
