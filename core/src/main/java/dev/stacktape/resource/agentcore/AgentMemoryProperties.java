package dev.stacktape.resource.agentcore;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import dev.stacktape.config.Required;
import dev.stacktape.resource.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("What AI agents remember.")
@Required
public record AgentMemoryProperties(
    @Doc("What it is for.") @Nullable String description,
    @Doc(value = "How long events are kept, in days.", defaultValue = "30")
        @Range(min = 3, max = 365)
        @Nullable Integer expirationDays,
    @Doc("The same as `expirationDays`, which comes first.") @Range(min = 3, max = 365)
        @Nullable Integer eventExpiryDuration,
    @Doc("ARN of a key of yours; AWS's own where left out.") @Nullable String encryptionKeyArn,
    @Doc("What is learned from events, in the form of CloudFormation.")
        List<Object> memoryStrategies,
    @Doc("Tags of the memory, beside those of the stack.") @Range(max = 50) List<Tag> tags) {}
