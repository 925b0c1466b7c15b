package dev.stacktape.resource.queue;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TypeName;
import dev.stacktape.resource.event.EventPattern;
import dev.stacktape.resource.event.FailureQueue;
import dev.stacktape.resource.event.InputTransformer;
import org.jspecify.annotations.Nullable;

@Doc("Events of an event bus.")
@TypeName("event-bus")
public record EventBusInput(
    @Doc("The message group, for queues that keep the order.") @Nullable String messageGroupId,
    @Doc("ARN of a bus outside of this config.") @Nullable String eventBusArn,
    @Doc("The bus in this config.") @Nullable String eventBusName,
    @Doc("Uses the bus that every account has.") @Nullable Boolean useDefaultBus,
    @Doc("Which events.") EventPattern eventPattern,
    @Doc("Where events go that could not be delivered.") @Nullable FailureQueue onDeliveryFailure,
    @Doc("What the queue receives, as a value.") @Nullable Object input,
    @Doc("The part of the event that the queue receives, as a JSON path.")
        @Nullable String inputPath,
    @Doc("Builds what the queue receives out of the event.")
        @Nullable InputTransformer inputTransformer)
    implements QueueInput {}
