package dev.stacktape.resource.agentcore;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("Keeps what happens in a browser.")
public record BrowserRecording(
    @Doc(value = "Whether it is kept.", defaultValue = "false") @Nullable Boolean enabled,
    @Doc(value = "The bucket that it is kept in.", example = "recordings")
        @Nullable String bucketName,
    @Doc(value = "How the keys of its objects begin.", example = "sessions/")
        @Nullable String prefix) {}
