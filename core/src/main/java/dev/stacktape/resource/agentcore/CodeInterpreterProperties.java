package dev.stacktape.resource.agentcore;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import dev.stacktape.config.Required;
import dev.stacktape.resource.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("A place where AI agents can run code.")
@Required
public record CodeInterpreterProperties(
    @Doc("What it is for.") @Nullable String description,
    @Doc("Tags of it, beside those of the stack.") @Range(max = 50) List<Tag> tags) {}
