package dev.stacktape.template;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What differs between a deployed and a wanted template. Values are compared by what they mean to
 * CloudFormation, not by how they are written.
 *
 * @param resources in the order of the wanted template; those that go come last, in the order of
 *     the deployed one
 * @param outputs the keys of outputs that appear, differ or go, in alphabetical order
 * @param sections the names of other sections that differ, in alphabetical order; the description
 *     and the template's metadata are none of them, as they change nothing that runs
 */
public record TemplateDiff(
    List<ResourceDiff> resources, List<String> outputs, List<String> sections) {

  public TemplateDiff {
    resources = List.copyOf(resources);
    outputs = List.copyOf(outputs);
    sections = List.copyOf(sections);
  }

  /** Compares two templates. */
  public static TemplateDiff between(Template deployed, Template wanted) {
    Set<String> ids = new LinkedHashSet<>(wanted.resources().keySet());
    ids.addAll(deployed.resources().keySet());
    List<ResourceDiff> resources = new ArrayList<>();
    for (String id : ids) {
      ResourceDiff diff = resource(id, deployed.resources().get(id), wanted.resources().get(id));
      if (diff != null) {
        resources.add(diff);
      }
    }
    List<String> sections = changedKeys(deployed.sections(), wanted.sections());
    return new TemplateDiff(
        resources,
        changedKeys(deployed.outputs(), wanted.outputs()),
        sections.stream().filter(section -> !section.equals("Metadata")).toList());
  }

  /** Whether both templates mean the same. */
  public boolean isEmpty() {
    return resources.isEmpty() && outputs.isEmpty() && sections.isEmpty();
  }

  private static @Nullable ResourceDiff resource(
      String id, @Nullable CfnResource deployed, @Nullable CfnResource wanted) {
    if (deployed == null || wanted == null) {
      return new ResourceDiff(id, deployed, wanted, List.of(), List.of());
    }
    List<PropertyDiff> properties = new ArrayList<>();
    compareMaps(List.of(), deployed.properties(), wanted.properties(), properties);
    Set<String> attributes = new TreeSet<>(changedKeys(deployed.attributes(), wanted.attributes()));
    if (!Set.copyOf(deployed.dependsOn()).equals(Set.copyOf(wanted.dependsOn()))) {
      attributes.add("DependsOn");
    }
    boolean same =
        properties.isEmpty() && attributes.isEmpty() && deployed.type().equals(wanted.type());
    return same
        ? null
        : new ResourceDiff(id, deployed, wanted, properties, List.copyOf(attributes));
  }

  private static void compare(
      List<String> path, @Nullable Object from, @Nullable Object to, List<PropertyDiff> found) {
    if (Sameness.same(from, to)) {
      return;
    }
    boolean plain = Intrinsics.functionOf(from) == null && Intrinsics.functionOf(to) == null;
    if (plain && from instanceof Map<?, ?> left && to instanceof Map<?, ?> right) {
      compareMaps(path, left, right, found);
    } else if (from instanceof List<?> left && to instanceof List<?> right) {
      compareLists(path, left, right, found);
    } else {
      found.add(new PropertyDiff(path, from, to));
    }
  }

  private static void compareMaps(
      List<String> path, Map<?, ?> from, Map<?, ?> to, List<PropertyDiff> found) {
    Set<String> keys = new TreeSet<>();
    from.keySet().forEach(key -> keys.add(String.valueOf(key)));
    to.keySet().forEach(key -> keys.add(String.valueOf(key)));
    keys.forEach(key -> compare(Steps.then(path, key), from.get(key), to.get(key), found));
  }

  private static void compareLists(
      List<String> path, List<?> from, List<?> to, List<PropertyDiff> found) {
    for (int i = 0; i < Math.max(from.size(), to.size()); i++) {
      compare(Steps.then(path, i), item(from, i), item(to, i), found);
    }
  }

  private static @Nullable Object item(List<?> list, int index) {
    return index < list.size() ? list.get(index) : null;
  }

  private static List<String> changedKeys(Map<String, Object> from, Map<String, Object> to) {
    Set<String> keys = new TreeSet<>(from.keySet());
    keys.addAll(to.keySet());
    return keys.stream().filter(key -> !Sameness.same(from.get(key), to.get(key))).toList();
  }
}
