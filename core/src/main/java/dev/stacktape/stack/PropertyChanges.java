package dev.stacktape.stack;

import static dev.stacktape.stack.StackCode.OVERRIDE_PATH;

import dev.stacktape.config.Node;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Properties of one CloudFormation resource while they are changed. A path is made of keys and list
 * positions with dots between; positions may stand in brackets. A map is merged into a map,
 * anything else replaces what was there.
 */
final class PropertyChanges {
  /** Properties whose keys may hold dots themselves. */
  private static final List<String> FREE_KEYS = List.of("Parameters", "AdvancedOptions");

  private static final Pattern PLAIN_KEY = Pattern.compile("\\w+");
  private static final Pattern POSITION = Pattern.compile("\\d{1,6}");
  private static final Pattern BRACKETS = Pattern.compile("\\[(\\d+)]");

  private final Map<String, Object> root;
  private final Problems problems;

  PropertyChanges(Map<String, Object> properties, Problems problems) {
    this.root = copy(properties);
    this.problems = problems;
  }

  Map<String, Object> result() {
    return root;
  }

  void set(String path, Node value, Location location) {
    Object plain = value.toPlain();
    List<String> steps = steps(path, plain);
    if (plain == null || steps.isEmpty() || steps.contains("")) {
      report("`%s` cannot be set like this.".formatted(path), location);
      return;
    }
    Object container = root;
    for (int i = 0; i < steps.size() - 1; i++) {
      String step = steps.get(i);
      container = inner(container, step, isPosition(steps.get(i + 1)));
      if (container == null) {
        report(
            "`%s` leads through `%s`, which is neither a map nor a list.".formatted(path, step),
            location);
        return;
      }
    }
    if (!put(container, steps.get(steps.size() - 1), plain)) {
      report("`%s` is behind the end of a list.".formatted(path), location);
    }
  }

  private void report(String message, Location location) {
    problems.add(
        OVERRIDE_PATH
            .error(message)
            .at(location)
            .hint("Write keys and list positions with dots between, such as `Tags.0.Value`."));
  }

  private List<String> steps(String path, @Nullable Object value) {
    List<String> steps = Arrays.asList(BRACKETS.matcher(path).replaceAll(".$1").split("\\.", -1));
    boolean free = FREE_KEYS.contains(steps.get(0)) || hasFreeKeys(root.get(steps.get(0)));
    return free && steps.size() > 1 && !(value instanceof Map)
        ? List.of(steps.get(0), path.substring(steps.get(0).length() + 1))
        : steps;
  }

  private static boolean hasFreeKeys(@Nullable Object value) {
    return value instanceof Map<?, ?> map
        && !isIntrinsic(map)
        && map.keySet().stream().anyMatch(key -> !PLAIN_KEY.matcher(String.valueOf(key)).matches());
  }

  /** What stands at a step, made where there is nothing; null where it cannot be entered. */
  private static @Nullable Object inner(Object container, String step, boolean holdsList) {
    if (container instanceof Map<?, ?>) {
      Map<String, Object> map = asMap(container);
      Object value = map.computeIfAbsent(step, key -> made(holdsList));
      return isOpen(value) ? value : null;
    }
    List<Object> list = asList(container);
    int index = isPosition(step) ? Integer.parseInt(step) : -1;
    if (index == list.size()) {
      list.add(made(holdsList));
    }
    return index >= 0 && index < list.size() && isOpen(list.get(index)) ? list.get(index) : null;
  }

  private static Object made(boolean list) {
    return list ? new ArrayList<Object>() : new LinkedHashMap<String, Object>();
  }

  private static boolean isPosition(String step) {
    return POSITION.matcher(step).matches();
  }

  private static boolean put(Object container, String step, Object value) {
    if (container instanceof Map<?, ?>) {
      Map<String, Object> map = asMap(container);
      Object present = map.get(step);
      map.put(step, present == null ? copyOf(value) : merged(present, value));
      return true;
    }
    List<Object> list = asList(container);
    int index = isPosition(step) ? Integer.parseInt(step) : -1;
    if (index < 0 || index > list.size()) {
      return false;
    }
    if (index == list.size()) {
      list.add(copyOf(value));
    } else {
      list.set(index, merged(list.get(index), value));
    }
    return true;
  }

  private static Object merged(Object present, Object value) {
    if (!(present instanceof Map<?, ?> onto)
        || !(value instanceof Map<?, ?> changes)
        || isIntrinsic(onto)
        || isIntrinsic(changes)) {
      return copyOf(value);
    }
    Map<String, Object> result = copy(onto);
    changes.forEach(
        (key, item) -> result.merge(String.valueOf(key), copyOf(item), PropertyChanges::merged));
    return result;
  }

  /** A function such as {@code Ref} is one value, though it looks like a map. */
  private static boolean isIntrinsic(Map<?, ?> map) {
    if (map.size() != 1) {
      return false;
    }
    String key = String.valueOf(map.keySet().iterator().next());
    return key.equals("Ref") || key.startsWith("Fn::");
  }

  private static boolean isOpen(Object value) {
    return value instanceof List || (value instanceof Map<?, ?> map && !isIntrinsic(map));
  }

  private static Map<String, Object> copy(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, item) -> copy.put(String.valueOf(key), copyOf(item)));
    return copy;
  }

  private static Object copyOf(Object value) {
    if (value instanceof Map<?, ?> map) {
      return copy(map);
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(item -> copy.add(copyOf(item)));
      return copy;
    }
    return value;
  }

  @SuppressWarnings("unchecked") // everything below the root is a copy made here
  private static Map<String, Object> asMap(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked") // everything below the root is a copy made here
  private static List<Object> asList(Object value) {
    return (List<Object>) value;
  }
}
