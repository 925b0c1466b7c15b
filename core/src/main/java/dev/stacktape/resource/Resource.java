package dev.stacktape.resource;

import dev.stacktape.config.ResourceDefinition;
import dev.stacktape.problem.Location;

/**
 * A resource of the config together with what its type makes of it.
 *
 * @param properties those of the definition
 */
public record Resource<P extends Record>(
    ResourceType<P> type, P properties, ResourceDefinition definition) {

  /** A resource of a type; the definition must be one of that type. */
  public static <P extends Record> Resource<P> of(
      ResourceType<P> type, ResourceDefinition definition) {
    return new Resource<>(type, type.propertiesType().cast(definition.properties()), definition);
  }

  /** Its key under {@code resources:}. */
  public String name() {
    return definition.name();
  }

  /** The place of its key. */
  public Location location() {
    return definition.location();
  }

  /** The place of what stands at a path below {@code properties:}, or the nearest above it. */
  public Location at(Object... path) {
    boolean written =
        path.length > 0
            && path[0] instanceof String key
            && definition.node().entries().containsKey(key);
    return written ? definition.node().locate(path) : definition.location();
  }

  /** Whether the config changes what the type makes of the properties. */
  public boolean isOverridden() {
    return definition.overrides() != null;
  }
}
