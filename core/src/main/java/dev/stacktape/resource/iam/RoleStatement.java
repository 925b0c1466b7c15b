package dev.stacktape.resource.iam;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Key;
import dev.stacktape.config.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("A statement of the IAM policy of a workload's role.")
public record RoleStatement(
    @Doc("A name for the statement.") @Key("Sid") @Nullable String sid,
    @Doc(value = "Whether it allows or denies.", defaultValue = "Allow") @Key("Effect")
        @Nullable String effect,
    @Doc(value = "What may be done.", example = "[ses:SendEmail]") @Key("Action")
        List<String> action,
    @Doc("When it holds, in IAM's own form.") @Key("Condition") @Nullable Object condition,
    @Doc(
            value = "ARNs of what it may be done to.",
            example = "[\"arn:aws:ses:*:*:identity/acme.com\"]")
        @Key("Resource")
        @Required
        List<String> resource) {}
