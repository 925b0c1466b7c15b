package dev.stacktape.resource.packaging;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TypeName;
import java.util.List;

@Doc("An image that exists already.")
@TypeName("prebuilt-image")
public record JobPrebuiltImage(
    @Doc(value = "The image with its registry and tag.", example = "acme/report-maker:3")
        String image,
    @Doc("The arguments that the container is started with instead of those of the image.")
        List<String> command)
    implements JobImagePackaging {}
