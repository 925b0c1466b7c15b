package dev.stacktape.local.cloudformation.record;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record: a resource that is there as far as identifiers and attributes go.
 *
 * @param name the name that a template gave it, unique among its type in the region; null when none
 * @param owner the stack's id and the logical id
 * @param token of the attempt that made it
 * @param secret the value that the resource holds for dynamic references; null for most types
 */
public record KnownResource(
    String type,
    String physicalId,
    @Nullable String name,
    String stackId,
    String owner,
    String token,
    Map<String, Object> attributes,
    @Nullable String secret) {}
