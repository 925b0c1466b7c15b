package dev.stacktape.resource.agentcore;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("A tool as agents see it.")
public record ToolDefinition(
    @Doc(value = "The name.", example = "find_orders") String name,
    @Doc("What it does, for agents to read.") @Nullable String description,
    @Doc(value = "What it takes, as a JSON Schema.", example = "{type: object}") Object inputSchema,
    @Doc(value = "What it gives, as a JSON Schema.", example = "{type: object}")
        @Nullable Object outputSchema) {}
