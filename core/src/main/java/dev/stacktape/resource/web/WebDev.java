package dev.stacktape.resource.web;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("What serves an application while developing.")
public record WebDev(
    @Doc(value = "The command line.", example = "npm run dev") @Nullable String command,
    @Doc(
            value = "The folder to run it in; that of the application where left out.",
            example = "web")
        @Nullable String workingDirectory) {}
