package dev.stacktape.resource.packaging;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Union;

@Doc("How code gets into the container image of a batch job.")
@Union
public sealed interface JobImagePackaging
    permits ImageBuildpack,
        ExternalBuildpack,
        NixpacksBuild,
        JobPrebuiltImage,
        JobDockerfileBuild {}
