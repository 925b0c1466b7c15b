package dev.stacktape.resource.packaging;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("A file or folder that you built yourself.")
@TypeName("custom-artifact")
public record CustomArtifact(
    @Doc(
            value =
                "The zip, jar, file or folder, relative to the config file; what is not a zip or jar is zipped.",
            example = "target/orders.jar")
        String packagePath,
    @Doc(
            value = "What Lambda calls, in the form that the runtime expects.",
            example = "com.acme.SaveOrder::handleRequest")
        @Nullable String handler)
    implements LambdaPackaging {}
