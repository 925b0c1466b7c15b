package dev.stacktape.resource.event;

import dev.stacktape.config.Doc;

@Doc("Where the description of a failed batch goes.")
public record FailureDestination(
    @Doc("ARN of the topic or queue.") String arn,
    @Doc("What the ARN names.") FailureDestinationType type) {}
