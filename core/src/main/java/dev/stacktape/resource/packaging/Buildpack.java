package dev.stacktape.resource.packaging;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("Packages source code with everything that it needs at run time.")
@TypeName("stacktape-lambda-buildpack")
public record Buildpack(
    @Doc(
            value = "The method or function in the entry file that Lambda calls.",
            example = "handleRequest")
        @Nullable String handlerFunction,
    @Doc(
            value =
                "The source file that holds the handler, relative to the config file; a method may follow after a colon.",
            example = "src/main/java/com/acme/SaveOrder.java")
        String entryfilePath,
    @Doc(value = "Patterns of further files that go into the package.", example = "[templates/**]")
        List<String> includeFiles,
    @Doc("Patterns of files that stay out of the package.") List<String> excludeFiles,
    @Doc("Dependencies that stay out of the package.") List<String> excludeDependencies,
    @Doc("What only the language of the entry file knows.")
        @Nullable LanguageSpecificConfig languageSpecificConfig)
    implements LambdaPackaging {}
