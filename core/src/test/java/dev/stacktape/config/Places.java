package dev.stacktape.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** The places in plain maps and lists at which a value stands, numbered in the order of writing. */
@NullMarked
final class Places {
  /** In the place of a value, it takes the value away with its key. */
  static final Object REMOVED = new Object();

  private final BiFunction<String, Object, @Nullable Object> change;
  private int left;

  private Places(int place, BiFunction<String, Object, @Nullable Object> change) {
    this.left = place;
    this.change = change;
  }

  /** How many values stand below a value. */
  static int count(@Nullable Object whole) {
    int count = 0;
    for (Object each : inside(whole)) {
      count += 1 + count(each);
    }
    return count;
  }

  private static Iterable<?> inside(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.values();
    }
    return value instanceof List<?> list ? list : List.of();
  }

  /**
   * A copy with another value in one place.
   *
   * @param place from 0 on
   * @param change is given the path of the place, such as {@code .resources.main.type}, and the
   *     value that stands there
   */
  static Object change(
      Object whole, int place, BiFunction<String, Object, @Nullable Object> change) {
    return new Places(place, change).copy(whole, "");
  }

  private Object copy(Object value, String path) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach(
          (key, each) -> {
            Object now = at(each, path + "." + key);
            if (now != REMOVED) {
              copy.put(key, now);
            }
          });
      return copy;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        Object now = at(list.get(i), path + "." + i);
        if (now != REMOVED) {
          copy.add(now);
        }
      }
      return copy;
    }
    return value;
  }

  private @Nullable Object at(Object value, String path) {
    return left-- == 0 ? change.apply(path, value) : copy(value, path);
  }
}
