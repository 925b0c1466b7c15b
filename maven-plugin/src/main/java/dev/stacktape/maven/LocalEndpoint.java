package dev.stacktape.maven;

import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.local.LibraryResolver;
import dev.stacktape.local.server.LocalAws;
import dev.stacktape.local.server.LocalAwsOptions;
import dev.stacktape.local.server.RunningLocalAws;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint that a goal acts on when it is not AWS: the embedded AWS that another process is
 * serving, or else one of our own for the time of the goal.
 */
final class LocalEndpoint implements AutoCloseable {
  private static final LocalEndpoint NONE = new LocalEndpoint(null, null);

  private final @Nullable URI uri;
  private final @Nullable LocalAws own;

  private LocalEndpoint(@Nullable URI uri, @Nullable LocalAws own) {
    this.uri = uri;
    this.own = own;
  }

  /** AWS itself, or what the environment names. */
  static LocalEndpoint none() {
    return NONE;
  }

  static LocalEndpoint open(Path state, LibraryResolver libraries, EventListener events) {
    Optional<RunningLocalAws> running = LocalAws.running(state);
    if (running.isPresent()) {
      return new LocalEndpoint(URI.create(running.get().endpoint()), null);
    }
    LocalAws started = LocalAws.start(LocalAwsOptions.in(state).libraries(libraries));
    events.on(
        new Event.Noted(
            "The embedded AWS runs for the time of this goal. While `mvn stacktape:local` runs"
                + " beside it, what is deployed can be called."));
    return new LocalEndpoint(URI.create(started.endpoint()), started);
  }

  /** Where the state is kept when the user does not say. */
  static Path stateFolder(@Nullable File chosen) {
    return chosen != null
        ? chosen.toPath()
        : Path.of(System.getProperty("user.home"), ".stacktape", "local-aws");
  }

  /** Where the endpoint answers, null for {@link #none()}. */
  @Nullable URI uri() {
    return uri;
  }

  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }
}
