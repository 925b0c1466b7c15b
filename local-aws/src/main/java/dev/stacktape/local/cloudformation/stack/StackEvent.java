package dev.stacktape.local.cloudformation.stack;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a stack or a resource of it.
 *
 * @param time ISO 8601 in UTC; no two events of a stack have the same
 * @param properties those of the resource, secret parameters made unreadable; null for the stack
 */
public record StackEvent(
    String id,
    String operation,
    String logicalId,
    @Nullable String physicalId,
    String type,
    String time,
    String status,
    @Nullable String reason,
    @Nullable Map<String, Object> properties,
    @Nullable String clientToken) {}
