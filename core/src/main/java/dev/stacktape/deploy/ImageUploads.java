package dev.stacktape.deploy;

import dev.stacktape.artifact.FileProblem;
import dev.stacktape.artifact.image.ImageArtifact;
import dev.stacktape.artifact.image.ImageArtifact.Blob;
import dev.stacktape.artifact.image.ImageArtifact.Built;
import dev.stacktape.artifact.registry.ImageAddress;
import dev.stacktape.artifact.registry.RegistryFailure;
import dev.stacktape.artifact.registry.RegistryLogins;
import dev.stacktape.artifact.registry.RemoteRepository;
import dev.stacktape.aws.Polling;
import dev.stacktape.deploy.ImageRepository.SignedIn;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.name.Target;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Brings images into the stack's repository. Layers that are there already are not sent again, and
 * an image that is there is not touched.
 */
public final class ImageUploads {
  private static final int AT_ONCE = 4;

  private final ImageRepository repository;
  private final EventListener events;
  private final CancellationToken cancellation;
  private final Polling polling;

  /** Uploads to this repository; events come from several threads, one at a time. */
  public ImageUploads(
      ImageRepository repository, EventListener events, CancellationToken cancellation) {
    this(repository, events, cancellation, Polling.system(cancellation));
  }

  /**
   * The same.
   *
   * @param polling pauses before a call to the registry is made again
   */
  public ImageUploads(
      ImageRepository repository,
      EventListener events,
      CancellationToken cancellation,
      Polling polling) {
    this.polling = polling;
    this.repository = repository;
    this.events = events.oneAtATime();
    this.cancellation = cancellation;
  }

  /**
   * Brings the images in, one after the other, each with several layers at the same time.
   *
   * @throws StacktapeException {@code IMAGE_PUSH_FAILED}
   */
  public void images(Target target, Collection<ImageArtifact> images) {
    Map<String, Built> built = new LinkedHashMap<>();
    for (ImageArtifact image : images) {
      if (image instanceof Built local) {
        built.putIfAbsent(local.contentDigest(), local);
      } else if (image instanceof ImageArtifact.Stored stored) {
        events.on(new Event.ArtifactUploaded(stored.name(), stored.contentDigest(), 0, true));
      }
    }
    if (built.isEmpty()) {
      return;
    }
    SignedIn signedIn = repository.signIn();
    Map<String, String> there = repository.find(target, built.keySet());
    for (Built image : built.values()) {
      cancellation.throwIfCancelled();
      push(target, signedIn, image, Optional.ofNullable(there.get(image.contentDigest())));
    }
  }

  private void push(Target target, SignedIn signedIn, Built image, Optional<String> there) {
    if (there.isPresent() && there.get().equals(image.digest())) {
      events.on(
          new Event.ArtifactUploaded(image.name(), image.contentDigest(), image.sizeBytes(), true));
      return;
    }
    ImageAddress address =
        ImageAddress.parse(signedIn.repository(target) + ":" + image.contentDigest()).orElseThrow();
    RegistryLogins logins = registry -> Optional.of(signedIn.login());
    try (RemoteRepository remote = RemoteRepository.toPush(address, logins, polling::pause)) {
      long sent = sendBlobs(remote, image);
      // The tag of an image that was made elsewhere of the same content stays what it is.
      String name = there.isPresent() ? image.digest() : image.contentDigest();
      String digest = remote.putManifest(image.manifest(), image.mediaType(), name);
      if (!digest.equals(image.digest())) {
        throw new IllegalStateException(digest + " arrived instead of " + image.digest());
      }
      events.on(new Event.ArtifactUploaded(image.name(), image.contentDigest(), sent, false));
    } catch (RegistryFailure failure) {
      throw new StacktapeException(
          DeployCode.IMAGE_PUSH_FAILED
              .error(
                  "The image of `%s` could not be pushed: %s."
                      .formatted(image.name(), failure.getMessage()))
              .hint("What has arrived is not sent again; try once more."),
          failure);
    }
  }

  /** How many bytes were sent. */
  private long sendBlobs(RemoteRepository remote, Built image) {
    List<Blob> blobs = image.blobs().stream().distinct().toList();
    List<Optional<Blob>> asked = Parallel.map(AT_ONCE, blobs, blob -> missing(remote, blob));
    List<Blob> missing = asked.stream().flatMap(Optional::stream).toList();
    long total = missing.stream().mapToLong(Blob::size).sum();
    AtomicLong sent = new AtomicLong();
    var unused = Parallel.map(AT_ONCE, missing, blob -> send(remote, image, blob, sent, total));
    return total;
  }

  private static Optional<Blob> missing(RemoteRepository remote, Blob blob) {
    return translating(() -> remote.has(blob.digest()) ? Optional.empty() : Optional.of(blob));
  }

  private boolean send(
      RemoteRepository remote, Built image, Blob blob, AtomicLong sent, long total) {
    cancellation.throwIfCancelled();
    return translating(
        () -> {
          remote.upload(
              blob.digest(),
              blob.file().get(),
              count ->
                  events.on(
                      new Event.UploadProgressed(image.name(), sent.addAndGet(count), total)));
          return true;
        });
  }

  /** Work on files and registries. */
  @FunctionalInterface
  private interface Transfer<T> {
    T run() throws IOException;
  }

  private static <T> T translating(Transfer<T> transfer) {
    try {
      return transfer.run();
    } catch (RegistryFailure failure) {
      throw new StacktapeException(
          DeployCode.IMAGE_PUSH_FAILED
              .error("A layer could not be brought over: " + failure.getMessage() + ".")
              .hint("What has arrived is not sent again; try once more."),
          failure);
    } catch (IOException e) {
      throw new StacktapeException(FileProblem.of(e), e);
    }
  }
}
