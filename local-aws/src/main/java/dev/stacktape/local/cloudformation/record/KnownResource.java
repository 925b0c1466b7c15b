package dev.stacktape.local.cloudformation.record;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record: a resource that is there as far as identifiers and attributes go.
 *
 * @param name the name that a template gave it, unique among its type in the region; null when none
 * @param owner the stack's id and the logical id
 * @param token of the attempt that made it
 * @param properties what the template says of it
 * @param secret the value that the resource holds for dynamic references; null for most types
 */
public record KnownResource(
    String type,
    String physicalId,
    @Nullable String name,
    String stackId,
    String owner,
    String token,
    Map<String, Object> properties,
    Map<String, Object> attributes,
    @Nullable String secret) {

  /** Records that were written down before their properties were have none. */
  public KnownResource {
    properties = Objects.requireNonNullElse(properties, Map.of());
  }

  /** A property as text; empty when it was not given. */
  public String text(String property) {
    return Objects.toString(properties.get(property), "");
  }
}
