package dev.stacktape.resource.packaging;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Union;

@Doc("How code gets into a container image.")
@Union
public sealed interface ImagePackaging
    permits ImageBuildpack, ExternalBuildpack, NixpacksBuild, PrebuiltImage, DockerfileBuild {}
