package dev.stacktape.resource.web;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("A command for a website.")
public record WebBuild(
    @Doc(value = "The command line.", example = "npm run build") String command,
    @Doc(value = "The folder to run it in, relative to the config file.", defaultValue = ".")
        @Nullable String workingDirectory) {}
