package dev.stacktape.resource.event;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("Events of an event bus.")
@TypeName("event-bus")
public record EventBusEvent(
    @Doc("ARN of a bus outside of this config.") @Nullable String eventBusArn,
    @Doc("The bus in this config.") @Nullable String eventBusName,
    @Doc("Uses the bus that every account has.") @Nullable Boolean useDefaultBus,
    @Doc("Which events.") EventPattern eventPattern,
    @Doc("Where events go that could not be delivered.") @Nullable FailureQueue onDeliveryFailure,
    @Doc("What the function receives, as a value.") @Nullable Object input,
    @Doc("The part of the event that the function receives, as a JSON path.")
        @Nullable String inputPath,
    @Doc("Builds what the function receives out of the event.")
        @Nullable InputTransformer inputTransformer)
    implements FunctionEvent {}
