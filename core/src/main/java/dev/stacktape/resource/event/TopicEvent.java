package dev.stacktape.resource.event;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Required;
import dev.stacktape.config.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("Messages published to an SNS topic.")
@TypeName("sns")
@Required
public record TopicEvent(
    @Doc("The topic in this config.") @Nullable String snsTopicName,
    @Doc("ARN of a topic outside of this config.") @Nullable String snsTopicArn,
    @Doc("Which messages are passed on, in SNS's filter syntax.") @Nullable Object filterPolicy,
    @Doc("Where messages go that could not be delivered.") @Nullable FailureQueue onDeliveryFailure)
    implements FunctionEvent {}
