package dev.stacktape.template;

import dev.stacktape.template.Reference.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a template value refers to: {@code Ref}, {@code Fn::GetAtt} in all its forms, the
 * variables of {@code Fn::Sub}, conditions and mappings.
 */
public final class References {
  private static final Set<String> CONDITION_FUNCTIONS = Set.of("Fn::And", "Fn::Not", "Fn::Or");

  private final List<Reference> found = new ArrayList<>();

  private References() {}

  /** All references in a value, in the order in which they stand there. */
  public static List<Reference> in(@Nullable Object value) {
    References references = new References();
    references.walk(value, List.of());
    return List.copyOf(references.found);
  }

  private void walk(@Nullable Object value, List<String> path) {
    if (value instanceof Map<?, ?> map) {
      String function = Intrinsics.functionOf(map);
      if (function != null) {
        function(function, Intrinsics.argument(map), path);
      } else {
        map.forEach((key, item) -> walk(item, Steps.then(path, String.valueOf(key))));
      }
    } else if (value instanceof List<?> list) {
      walkFrom(0, list, path);
    }
  }

  private void walkFrom(int start, List<?> list, List<String> path) {
    for (int i = start; i < list.size(); i++) {
      walk(list.get(i), Steps.then(path, i));
    }
  }

  private void function(String name, @Nullable Object argument, List<String> path) {
    List<String> inside = Steps.then(path, name);
    if (name.equals("Ref") && argument instanceof String target) {
      add(Kind.REF, target, null, path);
    } else if (name.equals("Condition") && argument instanceof String target) {
      condition(target, path);
    } else if (name.equals("Fn::GetAtt")) {
      getAtt(argument, path, inside);
    } else if (name.equals("Fn::Sub")) {
      sub(argument, path, inside);
    } else if (argument instanceof List<?> list
        && !list.isEmpty()
        && list.get(0) instanceof String first) {
      namedFirst(name, first, path);
      walkFrom(1, list, inside);
    } else {
      walk(argument, inside);
    }
  }

  /** {@code Condition} names a condition only where one is wanted; elsewhere it is a plain key. */
  private void condition(String target, List<String> path) {
    if (path.isEmpty() || path.stream().anyMatch(CONDITION_FUNCTIONS::contains)) {
      add(Kind.CONDITION, target, null, path);
    }
  }

  private void namedFirst(String function, String first, List<String> path) {
    if (function.equals("Fn::If")) {
      add(Kind.CONDITION, first, null, path);
    } else if (function.equals("Fn::FindInMap")) {
      add(Kind.MAPPING, first, null, path);
    }
  }

  private void getAtt(@Nullable Object argument, List<String> path, List<String> inside) {
    if (argument instanceof String text) {
      attribute(text, path);
    } else if (argument instanceof List<?> list && !list.isEmpty()) {
      boolean plain = list.stream().allMatch(String.class::isInstance);
      if (plain) {
        attribute(String.join(".", list.stream().map(String::valueOf).toList()), path);
      } else {
        add(Kind.REF, String.valueOf(list.get(0)), null, path);
        walkFrom(1, list, inside);
      }
    }
  }

  private void attribute(String dotted, List<String> path) {
    int dot = dotted.indexOf('.');
    if (dot < 0) {
      add(Kind.REF, dotted, null, path);
    } else {
      add(Kind.ATTRIBUTE, dotted.substring(0, dot), dotted.substring(dot + 1), path);
    }
  }

  private void sub(@Nullable Object argument, List<String> path, List<String> inside) {
    if (argument instanceof String text) {
      variables(text, Set.of(), path);
    } else if (argument instanceof List<?> list
        && list.size() == 2
        && list.get(0) instanceof String text
        && list.get(1) instanceof Map<?, ?> own) {
      variables(text, own.keySet(), path);
      own.forEach(
          (key, item) -> walk(item, Steps.then(Steps.then(inside, "1"), String.valueOf(key))));
    } else {
      walk(argument, inside);
    }
  }

  private void variables(String text, Set<?> own, List<String> path) {
    for (String name : SubText.of(text).variables()) {
      if (own.contains(name)) {
        continue;
      }
      if (name.contains(".")) {
        attribute(name, path);
      } else {
        add(Kind.REF, name, null, path);
      }
    }
  }

  private void add(Kind kind, String target, @Nullable String attribute, List<String> path) {
    found.add(new Reference(kind, target, attribute, path));
  }
}
