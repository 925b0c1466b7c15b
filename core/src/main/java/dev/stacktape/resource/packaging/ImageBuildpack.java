package dev.stacktape.resource.packaging;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("Builds an image out of source code, without a Dockerfile.")
@TypeName("stacktape-image-buildpack")
public record ImageBuildpack(
    @Doc(
            value = "The source file that the program starts in, relative to the config file.",
            example = "src/main/java/com/acme/Main.java")
        String entryfilePath,
    @Doc(value = "Patterns of further files that go into the image.", example = "[templates/**]")
        List<String> includeFiles,
    @Doc("Patterns of files that stay out of the image.") List<String> excludeFiles,
    @Doc(value = "Dependencies that stay out of the image.", example = "[sharp]")
        List<String> excludeDependencies,
    @Doc("What only the language of the entry file knows.")
        @Nullable LanguageSpecificConfig languageSpecificConfig,
    @Doc(
            value = "Starts from an image with glibc instead of Alpine, for programs that need it.",
            defaultValue = "false")
        @Nullable Boolean requiresGlibcBinaries,
    @Doc(
            value = "Commands that run while the image is built, after the dependencies are in it.",
            example = "[\"apt-get install -y ffmpeg\"]")
        List<String> customDockerBuildCommands)
    implements ImagePackaging, JobImagePackaging {}
