package dev.stacktape.artifact.image;

import dev.stacktape.artifact.ArtifactCode;
import dev.stacktape.artifact.ImageSpec.ExistingImage;
import dev.stacktape.artifact.registry.ImageAddress;
import dev.stacktape.artifact.registry.RegistryFailure;
import dev.stacktape.artifact.registry.RegistryFailure.Reason;
import dev.stacktape.artifact.registry.RegistryLogins;
import dev.stacktape.artifact.registry.RemoteManifest;
import dev.stacktape.artifact.registry.RemoteRepository;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import dev.stacktape.problem.StacktapeException;

/** Images that stay where they are: a tag becomes the digest that it means today. */
record ExistingImages(ImageSettings settings) {

  /**
   * Finds an image.
   *
   * @throws StacktapeException {@code IMAGE_NOT_FOUND} or {@code IMAGE_WRONG_ARCHITECTURE}
   */
  ImageArtifact find(ExistingImage spec, Problems problems) {
    ImageAddress address =
        ImageAddress.parse(spec.reference())
            .orElseThrow(
                () ->
                    new StacktapeException(
                        ArtifactCode.IMAGE_NOT_FOUND
                            .error("`%s` is no address of an image.".formatted(spec.reference()))
                            .hint("Write it like `nginx:1.27`.")));
    if (address.isPinned()) {
      return elsewhere(spec, spec.reference());
    }
    try {
      if (settings.offline()) {
        throw RegistryFailure.offline(address);
      }
      try (RemoteRepository repository = RemoteRepository.toPull(address, logins(spec))) {
        RemoteManifest manifest = repository.manifest(address.qualifier());
        requirePlatform(spec, manifest);
        return elsewhere(spec, address.pinnedTo(manifest.digest()));
      }
    } catch (RegistryFailure failure) {
      problems.add(problem(spec, failure));
      return elsewhere(spec, spec.reference());
    }
  }

  /** As AWS is going to pull it, or else as whoever deploys. */
  private RegistryLogins logins(ExistingImage spec) {
    String secret = spec.secret();
    RegistryLogins own = settings.logins();
    return secret == null ? own : registry -> own.inSecret(secret).or(() -> own.of(registry));
  }

  private static ImageArtifact elsewhere(ExistingImage spec, String reference) {
    return new ImageArtifact.Elsewhere(spec.name(), spec.token(), reference);
  }

  private static void requirePlatform(ExistingImage spec, RemoteManifest manifest) {
    if (manifest.isList()
        && manifest.platforms().stream()
            .noneMatch(
                image ->
                    image.os().equals("linux")
                        && image
                            .architecture()
                            .equals(Platforms.dockerWord(spec.architecture())))) {
      throw new StacktapeException(
          ArtifactCode.IMAGE_WRONG_ARCHITECTURE
              .error(
                  "The image %s is not there for %s on Linux."
                      .formatted(spec.reference(), spec.architecture()))
              .hint("Choose another image, or change the architecture of the container."));
    }
  }

  /** An image that is not there fails here rather than when its task starts. */
  private static Problem problem(ExistingImage spec, RegistryFailure failure) {
    boolean hidden = spec.secret() != null && failure.reason() == Reason.UNAUTHORIZED;
    // Docker Hub does not say whether an image is hidden or not there.
    if (failure.reason() == Reason.MISSING) {
      return ArtifactCode.IMAGE_NOT_FOUND
          .error("The image %s is not there.".formatted(spec.reference()))
          .hint("Correct its name or tag.");
    }
    return ArtifactCode.IMAGE_NOT_PINNED
        .warning(
            "%s stays a tag, which may mean another image when a task starts: %s."
                .formatted(spec.reference(), failure.getMessage()))
        .hint(
            hidden
                ? "AWS pulls it with its secret; `docker login` would let it be pinned too."
                : "Give its digest, such as `%s@sha256:...`, or make the registry reachable."
                    .formatted(spec.reference()));
  }
}
