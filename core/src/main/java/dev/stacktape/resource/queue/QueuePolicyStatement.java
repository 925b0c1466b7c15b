package dev.stacktape.resource.queue;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Key;
import dev.stacktape.config.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("Who else may use a queue, as a statement of its policy.")
public record QueuePolicyStatement(
    @Doc(value = "Whether it allows or denies.", example = "Allow") @Key("Effect") String effect,
    @Doc(value = "What may be done.", example = "[sqs:SendMessage]") @Key("Action") @Required
        List<String> action,
    @Doc("When it holds, in IAM's own form.") @Key("Condition") @Nullable Object condition,
    @Doc("Who may do it, in IAM's own form.") @Key("Principal") Object principal) {}
