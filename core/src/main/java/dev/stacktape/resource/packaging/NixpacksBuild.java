package dev.stacktape.resource.packaging;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("Builds an image with Nixpacks, which finds out by itself what the code needs.")
@TypeName("nixpacks")
public record NixpacksBuild(
    @Doc(
            value = "The folder with the source code, relative to the config file.",
            example = "services/api")
        String sourceDirectoryPath,
    @Doc("The image that the build starts from.") @Nullable String buildImage,
    @Doc(value = "Nixpacks providers to use instead of those that it finds.", example = "[node]")
        List<String> providers,
    @Doc(value = "The command line that the container starts with.", example = "node server.js")
        @Nullable String startCmd,
    @Doc("The image that the finished program is put into.") @Nullable String startRunImage,
    @Doc("The only files that are put into the finished image.") List<String> startOnlyIncludeFiles,
    @Doc("Steps of the build that replace or extend those of Nixpacks.") List<NixpacksPhase> phases)
    implements ImagePackaging, JobImagePackaging {}
