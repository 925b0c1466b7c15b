package dev.stacktape.resource.thirdparty;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("What sends the functions to a Convex backend.")
public record ConvexFunctions(
    @Doc(value = "Whether they are sent after each deployment.", defaultValue = "true")
        @Nullable Boolean enabled,
    @Doc(value = "The command line.", example = "npx convex deploy") @Nullable String command,
    @Doc(
            value = "The folder to run it in; that of the application where left out.",
            example = "web")
        @Nullable String workingDirectory) {}
