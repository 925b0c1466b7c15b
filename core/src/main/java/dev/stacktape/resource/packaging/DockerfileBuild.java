package dev.stacktape.resource.packaging;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("Builds an image with a Dockerfile of yours.")
@TypeName("custom-dockerfile")
public record DockerfileBuild(
    @Doc(
            value = "The folder that the build can copy from, relative to the config file.",
            example = ".")
        String buildContextPath,
    @Doc(value = "The Dockerfile, relative to that folder.", defaultValue = "Dockerfile")
        @Nullable String dockerfilePath,
    @Doc("Values for the ARG lines of the Dockerfile.") List<BuildArg> buildArgs,
    @Doc("What the container starts instead of what the image says.") List<String> entryPoint,
    @Doc("The arguments that the container is started with instead of those of the image.")
        List<String> command)
    implements ImagePackaging {}
