package dev.stacktape.resource.agentcore;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import dev.stacktape.config.Required;
import dev.stacktape.resource.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("A browser that AI agents can use.")
@Required
public record AgentBrowserProperties(
    @Doc("What it is for.") @Nullable String description,
    @Doc("Keeps what happens in the browser.") @Nullable BrowserRecording recording,
    @Doc("Tags of the browser, beside those of the stack.") @Range(max = 50) List<Tag> tags) {}
