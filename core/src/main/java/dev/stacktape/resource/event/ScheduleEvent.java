package dev.stacktape.resource.event;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("Runs at fixed times or intervals.")
@TypeName("schedule")
public record ScheduleEvent(
    @Doc(
            value = "The times, as rate() or as cron() with six fields in UTC.",
            example = "cron(0 18 ? * MON-FRI *)")
        String scheduleRate,
    @Doc("What the function receives, as a value.") @Nullable Object input,
    @Doc(
            value = "The part of the event that the function receives, as a JSON path.",
            example = "$.time")
        @Nullable String inputPath,
    @Doc("Builds what the function receives out of the event.")
        @Nullable InputTransformer inputTransformer)
    implements FunctionEvent {}
