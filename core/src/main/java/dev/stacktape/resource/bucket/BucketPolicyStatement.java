package dev.stacktape.resource.bucket;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Key;
import dev.stacktape.config.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("A statement of a bucket's policy.")
public record BucketPolicyStatement(
    @Doc("Who may do it, in IAM's own form.") @Key("Principal") Object principal,
    @Doc("A name for the statement.") @Key("Sid") @Nullable String sid,
    @Doc(value = "Whether it allows or denies.", defaultValue = "Allow") @Key("Effect")
        @Nullable String effect,
    @Doc(value = "What may be done.", example = "[s3:GetObject]") @Key("Action")
        List<String> action,
    @Doc("When it holds, in IAM's own form.") @Key("Condition") @Nullable Object condition,
    @Doc("ARNs of what it may be done to.") @Key("Resource") @Required List<String> resource) {}
