package dev.stacktape.resource.container;

import dev.stacktape.config.Doc;
import dev.stacktape.resource.EnvironmentVar;
import dev.stacktape.resource.packaging.JobImagePackaging;
import java.util.List;

@Doc("The container of a batch job.")
public record JobContainer(
    @Doc("How the code gets into the image.") JobImagePackaging packaging,
    @Doc("Variables in its environment.") List<EnvironmentVar> environment) {}
