package dev.stacktape.resource.container;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import dev.stacktape.resource.EnvironmentVar;
import dev.stacktape.resource.packaging.ImagePackaging;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("A container beside the program of a service.")
public record SideContainer(
    @Doc(
            value = "Whether it runs all the time or once before the program starts.",
            example = "always-running")
        SideContainerType containerType,
    @Doc(value = "The name, unique in the service.", example = "proxy") String name,
    @Doc("How the code gets into the image.") ImagePackaging packaging,
    @Doc(value = "Stops the whole service when this container stops.", defaultValue = "true")
        @Nullable Boolean essential,
    @Doc("What happens to its logs.") @Nullable ContainerLogging logging,
    @Doc("Containers that have to be started, healthy or finished first.")
        List<ContainerDependency> dependsOn,
    @Doc("Variables in its environment.") List<EnvironmentVar> environment,
    @Doc("A command in the container that tells whether it is well.")
        @Nullable HealthCheck internalHealthCheck,
    @Doc(value = "How long it gets to stop by itself, in seconds.", defaultValue = "2")
        @Range(min = 2, max = 120)
        @Nullable Integer stopTimeout,
    @Doc("File systems that it sees.") List<ContainerVolume> volumeMounts) {}
