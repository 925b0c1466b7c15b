package dev.stacktape.artifact.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.artifact.ArtifactCode;
import dev.stacktape.artifact.Sha256;
import dev.stacktape.artifact.registry.ImageAddress;
import dev.stacktape.artifact.registry.RegistryFailure;
import dev.stacktape.artifact.registry.RegistryFailure.Reason;
import dev.stacktape.artifact.registry.RemoteManifest;
import dev.stacktape.artifact.registry.RemoteManifest.LayerReference;
import dev.stacktape.artifact.registry.RemoteRepository;
import dev.stacktape.file.AtomicFile;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Base images, each resolved to a digest once and then kept: what a digest names never changes, so
 * that the next build asks nobody. Only manifests and configurations are fetched here; layers come
 * when a registry that an image goes to lacks them.
 */
final class BaseImages {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ImageSettings settings;
  private final BaseImageLock lock;

  BaseImages(ImageSettings settings) {
    this.settings = settings;
    this.lock = new BaseImageLock(settings.lockFile());
  }

  /**
   * The image for one platform.
   *
   * @param image as a user would write it, before replacements
   * @param architecture {@code x86_64} or {@code arm64}
   * @throws StacktapeException when it cannot be had
   */
  BaseImage get(String image, String architecture) throws IOException {
    String wanted = settings.replaced(image);
    ImageAddress address =
        ImageAddress.parse(wanted)
            .orElseThrow(
                () ->
                    new StacktapeException(
                        ArtifactCode.IMAGE_BASE_UNAVAILABLE
                            .error("`" + wanted + "` is no address of an image.")
                            .hint("Correct what stacktape.baseImages says.")));
    try {
      String digest = digest(address);
      Path kept = settings.cacheDirectory().resolve(fileName(address, digest, architecture));
      if (Files.isRegularFile(kept)) {
        return JSON.readValue(Files.readAllBytes(kept), BaseImage.class);
      }
      BaseImage base = fetch(address, digest, architecture);
      AtomicFile.write(kept, JSON.writeValueAsString(base));
      return base;
    } catch (RegistryFailure failure) {
      throw new StacktapeException(unavailable(wanted, failure), failure);
    }
  }

  /** The file of a layer of a base image, fetched when it is not there. */
  Path layer(BaseImage base, LayerReference layer) throws IOException {
    Path file =
        settings.cacheDirectory().resolve("layers").resolve(layer.digest().replace(':', '-'));
    if (!Files.isRegularFile(file) || Files.size(file) != layer.size()) {
      ImageAddress address = ImageAddress.parse(base.address()).orElseThrow();
      requireOnline(address);
      Path part = AtomicFile.beside(file);
      try (RemoteRepository repository = RemoteRepository.toPull(address, settings.logins())) {
        repository.download(layer.digest(), part);
        AtomicFile.move(part, file);
      } finally {
        Files.deleteIfExists(part);
      }
    }
    return file;
  }

  private String digest(ImageAddress address) throws IOException {
    if (address.isPinned()) {
      return address.qualifier();
    }
    Optional<String> locked = lock.digest(address.text());
    if (locked.isPresent()) {
      return locked.get();
    }
    Path lastSeen =
        settings.cacheDirectory().resolve("tags").resolve(new Sha256().with(address.text()));
    String digest;
    try {
      requireOnline(address);
      try (RemoteRepository repository = RemoteRepository.toPull(address, settings.logins())) {
        digest = repository.manifest(address.qualifier()).digest();
      }
      AtomicFile.write(lastSeen, digest);
    } catch (RegistryFailure failure) {
      if (failure.reason() != Reason.UNREACHABLE || !Files.isRegularFile(lastSeen)) {
        throw failure;
      }
      digest = Files.readString(lastSeen);
    }
    lock.remember(address.text(), digest);
    return digest;
  }

  private BaseImage fetch(ImageAddress address, String digest, String architecture)
      throws IOException {
    requireOnline(address);
    try (RemoteRepository repository = RemoteRepository.toPull(address, settings.logins())) {
      RemoteManifest manifest = repository.manifest(digest);
      if (manifest.isList()) {
        manifest = repository.manifest(forPlatform(address, manifest, architecture));
      }
      String config = config(repository, manifest);
      requirePlatform(address, JSON.readTree(config), architecture);
      return new BaseImage(
          address.pinnedTo(manifest.digest()), manifest.mediaType(), manifest.layers(), config);
    }
  }

  private String config(RemoteRepository repository, RemoteManifest manifest) throws IOException {
    Path part = AtomicFile.beside(settings.cacheDirectory().resolve("config"));
    try {
      repository.download(manifest.config(), part);
      return Files.readString(part);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String forPlatform(
      ImageAddress address, RemoteManifest list, String architecture) {
    return list.platforms().stream()
        .filter(image -> image.os().equals("linux"))
        .filter(image -> image.architecture().equals(Platforms.dockerWord(architecture)))
        .map(RemoteManifest.PlatformReference::digest)
        .findFirst()
        .orElseThrow(() -> wrongPlatform(address, architecture));
  }

  private static void requirePlatform(ImageAddress address, JsonNode config, String architecture) {
    String found = config.path("architecture").asText();
    if (!found.equals(Platforms.dockerWord(architecture))) {
      throw wrongPlatform(address, architecture);
    }
  }

  private static StacktapeException wrongPlatform(ImageAddress address, String architecture) {
    return new StacktapeException(
        ArtifactCode.IMAGE_WRONG_ARCHITECTURE
            .error(
                "The base image %s is not there for %s on Linux."
                    .formatted(address.text(), architecture))
            .hint("Choose another base image or another architecture."));
  }

  private void requireOnline(ImageAddress address) throws RegistryFailure {
    if (settings.offline()) {
      throw RegistryFailure.offline(address);
    }
  }

  private static Problem unavailable(String image, RegistryFailure failure) {
    return ArtifactCode.IMAGE_BASE_UNAVAILABLE
        .error("The base image " + image + " cannot be had: " + failure.getMessage() + ".")
        .hint(
            switch (failure.reason()) {
              case UNREACHABLE ->
                  "Where base images come from a mirror, say so:"
                      + " -Dstacktape.baseImages=public.ecr.aws/docker/library/=mirror.acme.com/.";
              case UNAUTHORIZED ->
                  "Sign in with `docker login`, or with what writes the same file.";
              case MISSING, REFUSED -> "Look whether the image is there under that name.";
            });
  }

  private static String fileName(ImageAddress address, String digest, String architecture) {
    // The same image in another registry is fetched from there.
    return new Sha256().with(address.registry() + "/" + address.repository() + "@" + digest)
        + "-"
        + architecture
        + ".json";
  }
}
