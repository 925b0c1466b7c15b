package dev.stacktape.config;

import dev.stacktape.problem.Location;
import org.jspecify.annotations.Nullable;

/**
 * A resource as the config defines it.
 *
 * @param name the key under {@code resources}
 * @param type the word of its type
 * @param properties the record of its type, bound
 * @param node the properties as nodes, for their places; empty when the config has none
 * @param overrides changes of the CloudFormation resources that it becomes, by logical id
 * @param location the place of its key
 */
public record ResourceDefinition(
    String name,
    String type,
    Record properties,
    Node.Mapping node,
    Node.@Nullable Mapping overrides,
    Location location) {

  /**
   * The place of a property, or of as much of the path to it as exists; see {@link Node#locate}.
   */
  public Location locate(Object... path) {
    Location found = node.locate(path);
    return found.equals(node.location()) ? location : found;
  }
}
