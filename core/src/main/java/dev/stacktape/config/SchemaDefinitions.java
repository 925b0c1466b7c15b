package dev.stacktape.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The named parts of a JSON Schema: each record and union is described once and referred to by
 * name, however often and however recursively it is used.
 */
final class SchemaDefinitions {
  private final Map<String, Object> definitions = new TreeMap<>();
  private final Map<String, Class<?>> types = new HashMap<>();
  private final Deque<Class<?>> pending = new ArrayDeque<>();

  SchemaDefinitions() {
    SchemaParts.SHARED.forEach(this::add);
  }

  /** A reference to the definition of a record or union. */
  Map<String, Object> reference(Class<?> type) {
    String name = name(type);
    Class<?> known = types.putIfAbsent(name, type);
    if (known == null) {
      pending.add(type);
    } else if (known != type) {
      throw new IllegalStateException(known + " and " + type + " would share a name");
    }
    return SchemaParts.reference(name);
  }

  void add(String name, Object schema) {
    if (definitions.putIfAbsent(name, schema) != null) {
      throw new IllegalStateException("There are two definitions of " + name);
    }
  }

  /** All definitions by name; what they mention on the way is added too. */
  Map<String, Object> all() {
    for (Class<?> type = pending.poll(); type != null; type = pending.poll()) {
      add(name(type), Shapes.structure(type).schema(this));
    }
    return definitions;
  }

  /** {@code Union.Member} for what is nested, otherwise the class's own name. */
  private static String name(Class<?> type) {
    Class<?> outer = type.getDeclaringClass();
    return outer == null ? type.getSimpleName() : name(outer) + "." + type.getSimpleName();
  }
}
