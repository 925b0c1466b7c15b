package dev.stacktape.resource.messaging;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("An SNS topic, which passes each message on to all who have subscribed.")
public record TopicProperties(
    @Doc(value = "The sender that phones show; at most 11 characters.", example = "ACME")
        @Nullable String smsDisplayName,
    @Doc(value = "Keeps the order and delivers each message once.", defaultValue = "false")
        @Nullable Boolean fifoEnabled,
    @Doc(
            value = "Takes messages with the same content for duplicates; needs `fifoEnabled`.",
            defaultValue = "false")
        @Nullable Boolean contentBasedDeduplication) {}
