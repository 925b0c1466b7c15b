package dev.stacktape.resource;

import dev.stacktape.config.ResourceDefinition;
import dev.stacktape.problem.Location;
import java.util.Locale;

/**
 * A resource of the config together with what its type makes of it, or a part of one: a web service
 * consists of a workload and of what takes its requests in.
 *
 * @param name what logical ids and physical names are made of; parts may share that of the whole
 * @param properties those of the definition, or what the whole asks of the part
 * @param definition what the config says; parts have that of the whole
 */
public record Resource<P extends Record>(
    ResourceType<P> type, String name, P properties, ResourceDefinition definition) {

  /** A resource of a type; the definition must be one of that type. */
  public static <P extends Record> Resource<P> of(
      ResourceType<P> type, ResourceDefinition definition) {
    return new Resource<>(
        type, definition.name(), type.propertiesType().cast(definition.properties()), definition);
  }

  /** A part that shares the name of the whole, so that its logical ids look like the whole's. */
  public <Q extends Record> Resource<Q> part(ResourceType<Q> partType, Q partProperties) {
    return new Resource<>(partType, name, partProperties, definition);
  }

  /** A part with a name of its own: {@code job} and {@code trigger} make {@code jobTrigger}. */
  public <Q extends Record> Resource<Q> part(
      String partName, ResourceType<Q> partType, Q partProperties) {
    String capital = partName.substring(0, 1).toUpperCase(Locale.ROOT) + partName.substring(1);
    return new Resource<>(partType, name + capital, partProperties, definition);
  }

  /** The key under {@code resources:} that it comes from; differs from the name for some parts. */
  public String owner() {
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
