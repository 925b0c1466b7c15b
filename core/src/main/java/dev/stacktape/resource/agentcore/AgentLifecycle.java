package dev.stacktape.resource.agentcore;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import org.jspecify.annotations.Nullable;

@Doc("How long sessions of an agent live.")
public record AgentLifecycle(
    @Doc(value = "The longest session, in seconds.", example = "28800")
        @Range(min = 60, max = 28800)
        @Nullable Integer maxLifetime,
    @Doc(value = "The longest time without a request, in seconds.", example = "900")
        @Range(min = 60, max = 28800)
        @Nullable Integer idleRuntimeSessionTimeout) {}
