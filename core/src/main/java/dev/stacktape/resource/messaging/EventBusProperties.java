package dev.stacktape.resource.messaging;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("An event bus, which sends events to whoever has a rule for them.")
public record EventBusProperties(
    @Doc(
            value = "The partner event source that it receives from.",
            example = "aws.partner/acme.com/orders")
        @Nullable String eventSourceName,
    @Doc("Keeps events so that they can be sent again.") @Nullable EventArchive archivation) {}
