package dev.stacktape.local.cloudformation.stack;

import org.jspecify.annotations.Nullable;

/** An output of a stack. */
public record StackOutput(
    String key, String value, @Nullable String description, @Nullable String exportName) {}
