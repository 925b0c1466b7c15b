package dev.stacktape.resource.thirdparty;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("Answers SQL out of a MongoDB cluster.")
public record BiConnector(
    @Doc(value = "Whether it does.", defaultValue = "false") Boolean enabled,
    @Doc(value = "Which copies it reads from.", example = "secondary")
        @Nullable ReadPreference readPreference) {}
