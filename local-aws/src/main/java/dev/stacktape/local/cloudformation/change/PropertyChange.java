package dev.stacktape.local.cloudformation.change;

import dev.stacktape.local.cloudformation.document.Trees;
import dev.stacktape.template.Replacement;
import dev.stacktape.template.ResourceSchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One difference between the properties that a resource has and those that it shall have.
 *
 * @param steps the way to it: property names, map keys and list positions
 * @param before null where there was nothing
 * @param after null where there will be nothing
 */
public record PropertyChange(List<String> steps, @Nullable Object before, @Nullable Object after) {

  /** All differences, as deep down as both sides have the same shape. */
  public static List<PropertyChange> between(
      Map<String, Object> before, Map<String, Object> after) {
    List<PropertyChange> changes = new ArrayList<>();
    compare(List.of(), before, after, changes);
    return changes;
  }

  /** What a list of differences means for the resource. */
  public static Replacement replacement(ResourceSchema schema, List<PropertyChange> changes) {
    return changes.stream()
        .map(change -> change.replacement(schema))
        .reduce(Replacement.NO, Replacement::or);
  }

  /** What this difference means for the resource. */
  Replacement replacement(ResourceSchema schema) {
    Set<String> paths = new LinkedHashSet<>();
    leaves(String.join(".", steps), before, paths);
    leaves(String.join(".", steps), after, paths);
    return paths.stream().map(schema::replacementOf).reduce(Replacement.NO, Replacement::or);
  }

  /** The name of the property at the top. */
  String property() {
    return steps.get(0);
  }

  /** {@code Add}, {@code Modify} or {@code Remove}. */
  String kind() {
    if (before == null) {
      return "Add";
    }
    return after == null ? "Remove" : "Modify";
  }

  private static void compare(
      List<String> path,
      @Nullable Object before,
      @Nullable Object after,
      List<PropertyChange> changes) {
    if (Trees.same(before, after)) {
      return;
    }
    Map<String, Object> beforeMap = Trees.map(before);
    Map<String, Object> afterMap = Trees.map(after);
    if (beforeMap != null && afterMap != null) {
      Set<String> keys = new LinkedHashSet<>(beforeMap.keySet());
      keys.addAll(afterMap.keySet());
      keys.forEach(key -> compare(with(path, key), beforeMap.get(key), afterMap.get(key), changes));
    } else if (before instanceof List<?> beforeList
        && after instanceof List<?> afterList
        && beforeList.size() == afterList.size()) {
      for (int i = 0; i < beforeList.size(); i++) {
        compare(with(path, String.valueOf(i)), beforeList.get(i), afterList.get(i), changes);
      }
    } else {
      changes.add(new PropertyChange(path, before, after));
    }
  }

  private static void leaves(String path, @Nullable Object tree, Set<String> paths) {
    Map<String, Object> map = Trees.map(tree);
    paths.add(path);
    if (map != null) {
      map.forEach((key, value) -> leaves(path + "." + key, value, paths));
    } else if (tree instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        leaves(path + "." + i, list.get(i), paths);
      }
    }
  }

  private static List<String> with(List<String> path, String step) {
    List<String> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }
}
