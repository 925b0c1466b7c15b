package dev.stacktape.resource.workflow;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Key;
import dev.stacktape.config.OtherKeys;
import dev.stacktape.config.Range;
import dev.stacktape.config.Required;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Doc("Errors after which a state is tried again.")
public record Retrier(
    @Doc(value = "Names of the errors.", example = "[States.TaskFailed]")
        @Key("ErrorEquals")
        @Required
        List<String> errorEquals,
    @Doc(value = "Time before the first new attempt, in seconds.", defaultValue = "1")
        @Key("IntervalSeconds")
        @Nullable Double intervalSeconds,
    @Doc(value = "How many new attempts there are.", defaultValue = "3")
        @Key("MaxAttempts")
        @Range(min = 0)
        @Nullable Integer maxAttempts,
    @Doc(value = "By how much the time grows with each attempt.", defaultValue = "2")
        @Key("BackoffRate")
        @Nullable Double backoffRate,
    @Doc("Further settings, such as MaxDelaySeconds.") @OtherKeys Map<String, Object> others) {}
