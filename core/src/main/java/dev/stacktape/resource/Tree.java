package dev.stacktape.resource;

import dev.stacktape.config.ConfigValue;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds a map of the template. What is not there is left out: nulls, empty lists and empty maps,
 * none of which CloudFormation has a use for.
 */
public final class Tree {
  private final Map<String, Object> entries = new LinkedHashMap<>();

  /** Adds an entry if there is a value; the constant of an enum stands as it does in the config. */
  public Tree with(String key, @Nullable Object value) {
    if (value instanceof Tree tree) {
      return with(key, tree.build());
    }
    if (value != null && !isEmpty(value)) {
      entries.put(key, plain(value));
    }
    return this;
  }

  private static Object plain(Object value) {
    if (value instanceof Enum<?> constant) {
      return textOf(constant);
    }
    // 90.0 and 90 are the same to AWS, but would differ in a comparison of templates.
    return value instanceof Double number && number == Math.rint(number)
        ? (Object) number.longValue()
        : value;
  }

  /** The map; later additions do not reach it. */
  public Map<String, Object> build() {
    return new LinkedHashMap<>(entries);
  }

  /** How the constant of an enum is written in a config. */
  public static String textOf(Enum<?> constant) {
    try {
      ConfigValue written =
          constant.getDeclaringClass().getField(constant.name()).getAnnotation(ConfigValue.class);
      return written == null ? constant.name() : written.value();
    } catch (NoSuchFieldException e) {
      throw new AssertionError("a constant is a field of its class", e);
    }
  }

  private static boolean isEmpty(Object value) {
    return (value instanceof Collection<?> list && list.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
  }
}
