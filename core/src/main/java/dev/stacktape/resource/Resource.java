package dev.stacktape.resource;

import dev.stacktape.config.Node;
import dev.stacktape.problem.Location;

/**
 * A resource of the config.
 *
 * @param name its key under {@code resources:}
 * @param properties bound from {@code properties:}
 * @param location the place of its key
 * @param node the whole entry as it is written
 */
public record Resource<P>(
    String name, ResourceType<P> type, P properties, Location location, Node node) {

  /** The place of what stands at a path below {@code properties:}, or the nearest above it. */
  public Location at(Object... path) {
    if (path.length == 0) {
      return location;
    }
    Object[] whole = new Object[path.length + 1];
    whole[0] = "properties";
    System.arraycopy(path, 0, whole, 1, path.length);
    Location found = node.locate(whole);
    return found.equals(node.location()) ? location : found;
  }

  /** Whether the config changes what the type makes of the properties. */
  public boolean isOverridden() {
    return node instanceof Node.Mapping map && map.get("overrides") != null;
  }
}
