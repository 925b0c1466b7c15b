package dev.stacktape.resource.container;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import dev.stacktape.resource.EnvironmentVar;
import dev.stacktape.resource.packaging.ImagePackaging;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("One container of a workload.")
public record WorkloadContainer(
    @Doc("What sends requests to the container.") List<ContainerEvent> events,
    @Doc("How a load balancer finds out whether the container is well.")
        @Nullable LoadBalancerHealthCheck loadBalancerHealthCheck,
    @Doc(value = "The name, unique in the workload.", example = "api") String name,
    @Doc("How the code gets into the image.") ImagePackaging packaging,
    @Doc(value = "Stops the whole workload when this container stops.", defaultValue = "true")
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
