package dev.stacktape.resource.thirdparty;

import dev.stacktape.config.Doc;
import dev.stacktape.resource.container.ContainerLogging;
import dev.stacktape.resource.container.ContainerResources;
import org.jspecify.annotations.Nullable;

@Doc("The backend of Convex.")
public record ConvexBackend(
    @Doc("What it can use.") @Nullable ContainerResources resources,
    @Doc("The image to run instead of the usual one.") @Nullable String image,
    @Doc("What happens to its logs.") @Nullable ContainerLogging logging,
    @Doc(value = "Lets you open a shell in the running container.", defaultValue = "false")
        @Nullable Boolean enableRemoteSessions) {}
