package dev.stacktape.resource.messaging;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("How the records of a stream are encrypted.")
public record StreamEncryption(
    @Doc(value = "Whether they are.", defaultValue = "false") Boolean enabled,
    @Doc(
            value = "ARN of a key of yours; AWS's own where left out.",
            example = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd")
        @Nullable String kmsKeyArn) {}
