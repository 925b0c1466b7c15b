package dev.stacktape.artifact.registry;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.blob.Blobs;
import com.google.cloud.tools.jib.event.EventHandlers;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.http.ResponseException;
import com.google.cloud.tools.jib.image.json.ManifestTemplate;
import com.google.cloud.tools.jib.json.JsonTemplateMapper;
import com.google.cloud.tools.jib.registry.ManifestAndDigest;
import com.google.cloud.tools.jib.registry.RegistryClient;
import dev.stacktape.artifact.Sha256;
import dev.stacktape.artifact.registry.RegistryFailure.Reason;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * One repository of a registry, signed in to. Speaks TLS, except with registries on this machine.
 * Thread-safe; close it when the work is done.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">OCI
 *     distribution specification</a>
 */
public final class RemoteRepository implements AutoCloseable {
  private static final String CLIENT = "stacktape";

  /** Once, and again after 0.3, 1.2 and 4.8 seconds. */
  private static final int TRIES = 4;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(300);
  private static final int TIMES_LONGER = 4;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final ImageAddress address;
  private final FailoverHttpClient http;
  private final RegistryClient client;
  private final Consumer<Duration> pause;

  private RemoteRepository(
      ImageAddress address,
      FailoverHttpClient http,
      RegistryClient client,
      Consumer<Duration> pause) {
    this.address = address;
    this.http = http;
    this.client = client;
    this.pause = pause;
  }

  /** A call to the registry. */
  @FunctionalInterface
  private interface Call<T> {
    T run() throws IOException, RegistryException;
  }

  /**
   * The repository of an image, to read from it.
   *
   * @throws RegistryFailure when the registry cannot be reached or refuses the login
   */
  public static RemoteRepository toPull(ImageAddress address, RegistryLogins logins)
      throws RegistryFailure {
    return open(address, logins, false, RemoteRepository::wait);
  }

  /**
   * The repository of an image, to write into it.
   *
   * @throws RegistryFailure when the registry cannot be reached or refuses the login
   */
  public static RemoteRepository toPush(ImageAddress address, RegistryLogins logins)
      throws RegistryFailure {
    return toPush(address, logins, RemoteRepository::wait);
  }

  /**
   * The same.
   *
   * @param pause lets time pass before a call is made again
   * @throws RegistryFailure when the registry cannot be reached or refuses the login
   */
  public static RemoteRepository toPush(
      ImageAddress address, RegistryLogins logins, Consumer<Duration> pause)
      throws RegistryFailure {
    return open(address, logins, true, pause);
  }

  private static void wait(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException interrupted) {
      // What comes next is over soon.
      Thread.currentThread().interrupt();
    }
  }

  private static RemoteRepository open(
      ImageAddress address, RegistryLogins logins, boolean push, Consumer<Duration> pause)
      throws RegistryFailure {
    FailoverHttpClient http =
        address.isOnLoopback()
            ? new LoopbackHttpClient()
            : new FailoverHttpClient(false, false, ignored -> {});
    RegistryClient.Factory factory =
        RegistryClient.factory(EventHandlers.NONE, address.registry(), address.repository(), http);
    Optional<RegistryLogin> login = logins.of(address.registry());
    login.ifPresent(
        found -> factory.setCredential(Credential.from(found.user(), found.password())));
    RegistryClient client = factory.setUserAgent(CLIENT).newRegistryClient();
    RemoteRepository repository = new RemoteRepository(address, http, client, pause);
    repository.call(
        () -> {
          Reachability.require(address.registry());
          boolean byToken = push ? client.doPushBearerAuth() : client.doPullBearerAuth();
          if (!byToken && login.isPresent()) {
            client.configureBasicAuth();
          }
          return byToken;
        });
    return repository;
  }

  /**
   * The manifest behind a tag or digest.
   *
   * @throws RegistryFailure {@link Reason#MISSING} when there is none
   */
  public RemoteManifest manifest(String tagOrDigest) throws RegistryFailure {
    ManifestAndDigest<ManifestTemplate> found = call(() -> client.pullManifest(tagOrDigest));
    String digest = found.getDigest().toString();
    if (tagOrDigest.startsWith("sha256:") && !tagOrDigest.equals(digest)) {
      throw new RegistryFailure(
          Reason.REFUSED,
          "its content is not what its digest says",
          new IOException(digest + " instead of " + tagOrDigest));
    }
    try {
      return RemoteManifest.read(JsonTemplateMapper.toUtf8String(found.getManifest()), digest);
    } catch (IOException e) {
      throw failure(Reason.REFUSED, e);
    }
  }

  /** Fetches a blob into a file; the bytes are checked against the digest. */
  public void download(String digest, Path to) throws RegistryFailure {
    call(
        () -> {
          try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to), 1 << 16)) {
            return client.pullBlob(parsed(digest), size -> {}, count -> {}).writeTo(out);
          }
        });
  }

  /** Whether the repository has a blob. */
  public boolean has(String digest) throws RegistryFailure {
    return call(() -> client.checkBlob(parsed(digest))).isPresent();
  }

  /**
   * Sends a blob. An upload that broke off in the middle cannot be carried on, because the client
   * below does not know how much has arrived; it is begun again, unless all has arrived and only
   * the answer was lost.
   *
   * @param sent is told of each part, in bytes; of what is sent twice, twice
   */
  public void upload(String digest, Path file, LongConsumer sent) throws RegistryFailure {
    for (int attempt = 1; ; attempt++) {
      try {
        call(() -> client.pushBlob(parsed(digest), Blobs.from(file), null, sent::accept));
        return;
      } catch (RegistryFailure failure) {
        boolean begun = failure.reason() == Reason.REFUSED || failure.reason() == Reason.MISSING;
        if (!begun || attempt == TRIES) {
          throw failure;
        }
        if (has(digest)) {
          return;
        }
        pause.accept(FIRST_PAUSE);
      }
    }
  }

  /**
   * Writes a manifest under a tag. Where tags cannot be moved, one that has arrived although its
   * answer was lost is refused the second time; then it is looked at.
   *
   * @return its digest, as the registry has it
   */
  public String putManifest(String json, String mediaType, String tag) throws RegistryFailure {
    try {
      return call(() -> client.pushManifest(new RawManifest(json, mediaType), tag)).toString();
    } catch (RegistryFailure failure) {
      String digest = "sha256:" + new Sha256().with(json);
      if (failure.reason() == Reason.REFUSED && isThere(tag, digest)) {
        return digest;
      }
      throw failure;
    }
  }

  private boolean isThere(String tag, String digest) {
    try {
      return manifest(tag).digest().equals(digest);
    } catch (RegistryFailure unknown) {
      return false;
    }
  }

  private static DescriptorDigest parsed(String digest) throws IOException {
    try {
      return DescriptorDigest.fromDigest(digest);
    } catch (DigestException e) {
      throw new IOException(digest + " is no SHA-256 digest", e);
    }
  }

  private <T> T call(Call<T> call) throws RegistryFailure {
    try {
      return withRetries(call);
    } catch (RegistryUnauthorizedException e) {
      throw failure(Reason.UNAUTHORIZED, e);
    } catch (RegistryException e) {
      throw failure(isMissing(e) ? Reason.MISSING : Reason.REFUSED, e);
    } catch (RegistryFailure e) {
      throw e;
    } catch (ResponseException e) {
      throw failure(e.getStatusCode() == 404 ? Reason.MISSING : Reason.REFUSED, e);
    } catch (IOException e) {
      // Of a blob that is read while it arrives, Jib wraps the answer.
      boolean refusedUs = e.getCause() instanceof RegistryUnauthorizedException;
      throw failure(refusedUs ? Reason.UNAUTHORIZED : Reason.UNREACHABLE, e);
    }
  }

  /** The client below tries broken connections again, but not what is answered by "later". */
  private <T> T withRetries(Call<T> call) throws IOException, RegistryException {
    Duration next = FIRST_PAUSE;
    for (int attempt = 1; attempt < TRIES; attempt++) {
      try {
        return call.run();
      } catch (RegistryException | ResponseException e) {
        if (!passes(e)) {
          throw e;
        }
      }
      pause.accept(next);
      next = next.multipliedBy(TIMES_LONGER);
    }
    return call.run();
  }

  private static boolean passes(Exception failure) {
    Throwable cause = failure instanceof ResponseException ? failure : failure.getCause();
    return cause instanceof ResponseException answer
        && (answer.getStatusCode() == TOO_MANY_REQUESTS || answer.getStatusCode() >= SERVER_ERROR);
  }

  private static boolean isMissing(RegistryException e) {
    return e.getCause() instanceof ResponseException answer && answer.getStatusCode() == 404;
  }

  private RegistryFailure failure(Reason reason, Exception cause) {
    String message =
        switch (reason) {
          case UNREACHABLE -> "cannot be reached";
          case UNAUTHORIZED -> "does not let us in";
          case MISSING -> "does not have it";
          case REFUSED -> "refused";
        };
    String detail =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : firstLine(cause);
    return new RegistryFailure(
        reason, address.registry() + " " + message + " (" + detail + ")", cause);
  }

  private static String firstLine(Exception cause) {
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    try {
      http.shutDown();
    } catch (IOException e) {
      // The connections are of no more use, whatever became of them.
    }
  }
}
