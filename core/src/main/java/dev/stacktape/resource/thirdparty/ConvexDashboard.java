package dev.stacktape.resource.thirdparty;

import dev.stacktape.config.Doc;
import dev.stacktape.resource.container.ContainerLogging;
import dev.stacktape.resource.container.ContainerResources;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("The dashboard of Convex.")
public record ConvexDashboard(
    @Doc(value = "Whether there is one.", defaultValue = "true") @Nullable Boolean enabled,
    @Doc(
            value = "Address ranges that may open it; all where left out.",
            example = "[203.0.113.0/24]")
        List<String> allowedIpRanges,
    @Doc("What it can use.") @Nullable ContainerResources resources,
    @Doc("The image to run instead of the usual one.") @Nullable String image,
    @Doc("What happens to its logs.") @Nullable ContainerLogging logging) {}
