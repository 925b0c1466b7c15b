package dev.stacktape.resource.workflow;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Key;
import dev.stacktape.config.Range;
import dev.stacktape.config.Required;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Doc("A state machine in Amazon States Language.")
public record StateMachineDefinition(
    @Doc("What it is for.") @Key("Comment") @Nullable String comment,
    @Doc(value = "The state that it begins with.", example = "Validate") @Key("StartAt")
        String startAt,
    @Doc("The states, by name.") @Key("States") @Required Map<String, State> states,
    @Doc(value = "The version of the language.", defaultValue = "'1.0'") @Key("Version")
        @Nullable String version,
    @Doc(value = "The longest run, in seconds.", example = "3600")
        @Key("TimeoutSeconds")
        @Range(min = 1)
        @Nullable Integer timeoutSeconds) {}
