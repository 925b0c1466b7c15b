package dev.stacktape.resource.event;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("Builds an input out of parts of an event.")
public record InputTransformer(
    @Doc("Names for parts of the event, each a JSON path.") @Nullable Object inputPathsMap,
    @Doc("The input, with the names in angle brackets.") Object inputTemplate) {}
