package dev.stacktape;

import dev.stacktape.artifact.Artifact;
import dev.stacktape.artifact.image.ImageArtifact;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What was packaged for a stack.
 *
 * @param artifacts zips of functions
 * @param images of containers
 */
public record Packages(List<Artifact> artifacts, List<ImageArtifact> images) {
  /** Of a stack without code. */
  static final Packages NONE = new Packages(List.of(), List.of());

  public Packages {
    artifacts = List.copyOf(artifacts);
    images = List.copyOf(images);
  }

  /** The same without some of the artifacts. */
  Packages without(Collection<Artifact> others) {
    return others.isEmpty()
        ? this
        : new Packages(
            artifacts.stream().filter(artifact -> !others.contains(artifact)).toList(), images);
  }

  /** Whether any image is to lie in the stack's own repository. */
  boolean needRepository() {
    return images.stream().anyMatch(image -> !(image instanceof ImageArtifact.Elsewhere));
  }

  /**
   * What containers pull, by the token in the template.
   *
   * @param repository address of the stack's repository; asked for only when it is needed
   */
  Map<String, String> references(Supplier<String> repository) {
    Map<String, String> references = new LinkedHashMap<>();
    String address = needRepository() ? repository.get() : "";
    for (ImageArtifact image : images) {
      references.put(image.token(), reference(image, address));
    }
    return references;
  }

  private static String reference(ImageArtifact image, String repository) {
    if (image instanceof ImageArtifact.Elsewhere elsewhere) {
      return elsewhere.reference();
    }
    if (image instanceof ImageArtifact.Stored stored) {
      return repository + "@" + stored.digest();
    }
    return repository + "@" + ((ImageArtifact.Built) image).digest();
  }
}
