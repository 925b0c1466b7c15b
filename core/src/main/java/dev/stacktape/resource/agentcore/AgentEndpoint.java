package dev.stacktape.resource.agentcore;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("An address of an agent.")
public record AgentEndpoint(
    @Doc(value = "The name.", example = "live") String name,
    @Doc("What it is for.") @Nullable String description,
    @Doc(
            value = "The version of the agent that answers; the newest where left out.",
            example = "'3'")
        @Nullable String runtimeVersion) {}
