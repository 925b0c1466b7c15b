package dev.stacktape.resource.container;

import dev.stacktape.config.Doc;

@Doc("Another container that has to get somewhere first.")
public record ContainerDependency(
    @Doc(value = "The container in the same workload.", example = "migrations")
        String containerName,
    @Doc(value = "How far it has to be.", example = "SUCCESS") DependencyCondition condition) {}
