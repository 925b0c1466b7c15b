package dev.stacktape.resource.container;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import dev.stacktape.config.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("A command in the container that tells whether it is well.")
public record HealthCheck(
    @Doc(
            value = "The command; it ends with 0 where all is well.",
            example = "[CMD-SHELL, \"curl -f http://localhost:3000/health\"]")
        @Required
        List<String> healthCheckCommand,
    @Doc(value = "Time between two checks, in seconds.", defaultValue = "30")
        @Range(min = 5, max = 300)
        @Nullable Integer intervalSeconds,
    @Doc(value = "The longest that a check may take, in seconds.", defaultValue = "5")
        @Range(min = 2, max = 60)
        @Nullable Integer timeoutSeconds,
    @Doc(value = "How many checks in a row must fail.", defaultValue = "3")
        @Range(min = 1, max = 10)
        @Nullable Integer retries,
    @Doc("How long failures do not count after the start, in seconds.") @Range(min = 0, max = 300)
        @Nullable Integer startPeriodSeconds) {}
