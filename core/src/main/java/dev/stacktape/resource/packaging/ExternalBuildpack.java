package dev.stacktape.resource.packaging;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("Builds an image with a Cloud Native Buildpack.")
@TypeName("external-buildpack")
public record ExternalBuildpack(
    @Doc(
            value = "The folder with the source code, relative to the config file.",
            example = "services/api")
        String sourceDirectoryPath,
    @Doc(
            value = "The image that does the building.",
            defaultValue = "paketobuildpacks/builder-jammy-base")
        @Nullable String builder,
    @Doc(
            value = "Buildpacks to use instead of those that the builder finds.",
            example = "[paketo-buildpacks/java]")
        List<String> buildpacks,
    @Doc(
            value = "What the container runs instead of what the image says.",
            example = "[java, -jar, app.jar]")
        List<String> command)
    implements ImagePackaging, JobImagePackaging {}
