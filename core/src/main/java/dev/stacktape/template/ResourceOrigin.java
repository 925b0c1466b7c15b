package dev.stacktape.template;

import dev.stacktape.problem.Location;
import org.jspecify.annotations.Nullable;

/**
 * Where a CloudFormation resource comes from, so that what AWS says of it can be said of the
 * config.
 *
 * @param resourceName the key under {@code resources:}, or null for what belongs to the whole stack
 * @param location the place of that key, or of the key under {@code cloudformationResources:}
 */
public record ResourceOrigin(@Nullable String resourceName, @Nullable Location location) {
  /** What belongs to the whole stack rather than to one resource of the config. */
  public static final ResourceOrigin STACK = new ResourceOrigin(null, null);
}
