package dev.stacktape.resource.extension;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("A construct of the AWS CDK, written in JavaScript or TypeScript.")
public record CdkConstructProperties(
    @Doc(
            value = "The file that exports the class, relative to the config file.",
            example = "infra/queue.ts")
        String entryfilePath,
    @Doc(value = "The name that the class is exported by.", defaultValue = "default")
        @Nullable String exportName,
    @Doc(value = "What the class receives.", example = "{retention: 7}")
        @Nullable Object constructProperties) {}
