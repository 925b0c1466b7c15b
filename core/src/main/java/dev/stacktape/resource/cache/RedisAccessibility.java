package dev.stacktape.resource.cache;

import dev.stacktape.config.Doc;

@Doc("From where a Redis cluster can be reached.")
public record RedisAccessibility(
    @Doc(
            value =
                "Who may connect: everything in the stack's network, or only what is connected to it.",
            defaultValue = "vpc")
        RedisReach accessibilityMode) {}
