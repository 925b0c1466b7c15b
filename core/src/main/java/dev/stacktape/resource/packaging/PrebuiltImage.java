package dev.stacktape.resource.packaging;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("An image that exists already.")
@TypeName("prebuilt-image")
public record PrebuiltImage(
    @Doc(value = "The image with its registry and tag.", example = "louislam/uptime-kuma:1")
        String image,
    @Doc("ARN of a secret with the keys username and password, for a private registry.")
        @Nullable String repositoryCredentialsSecretArn,
    @Doc("What the container starts instead of what the image says.") List<String> entryPoint,
    @Doc("The arguments that the container is started with instead of those of the image.")
        List<String> command)
    implements ImagePackaging {}
