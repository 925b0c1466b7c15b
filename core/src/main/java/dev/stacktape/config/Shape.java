package dev.stacktape.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a place in the config takes, and how that becomes a value. There is one shape for each kind
 * of component that a record can have.
 */
interface Shape {
  /** What is wanted, to stand after "must be": {@code text}, {@code a list}. */
  String wanted();

  /** The value, or null when something is wrong with it, which has then been reported. */
  @Nullable Object bind(Node node, Subject subject, BindingReport report);

  /** The JSON Schema of what is taken. */
  Map<String, Object> schema(SchemaDefinitions definitions);

  /** Whether every value is text, so that it needs no quotes in documentation. */
  default boolean isText() {
    return false;
  }

  /** The value where the config says nothing; null where nothing is what there is. */
  default @Nullable Object absent() {
    return null;
  }

  /** The keys that a map must have to fit; none where it is not a record. */
  default List<String> requiredKeys() {
    return List.of();
  }
}
