package dev.stacktape.resource;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a resource that others can refer to.
 *
 * @param values template values by name
 * @param absent names that this resource does not have, with why; the reason stands behind
 *     "because"
 */
public record Params(Map<String, Object> values, Map<String, String> absent) {

  public Params {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    absent = Collections.unmodifiableMap(new LinkedHashMap<>(absent));
  }

  /** No parameters. */
  public static Params none() {
    return new Params(Map.of(), Map.of());
  }

  /** With one more. */
  public Params with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new Params(more, absent);
  }

  /** Without one that resources of the type can have. */
  public Params without(String name, String because) {
    Map<String, String> more = new LinkedHashMap<>(absent);
    more.put(name, because);
    return new Params(values, more);
  }

  /** With one more if there is a value. */
  public Params withIf(boolean there, String name, Object value, String otherwiseBecause) {
    return there ? with(name, value) : without(name, otherwiseBecause);
  }

  /** The template value, or null. */
  public @Nullable Object get(String name) {
    return values.get(name);
  }
}
