package dev.stacktape.maven;

import dev.stacktape.event.Event;
import dev.stacktape.local.LibraryResolver;
import dev.stacktape.local.LocalAws;
import dev.stacktape.local.LocalAwsOptions;
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

  /** Where the state is kept when the user does not say. */
  static Path stateFolder(@Nullable File chosen) {
    return chosen != null
        ? chosen.toPath()
        : Path.of(System.getProperty("user.home"), ".stacktape", "local-aws");
  }

  static LocalEndpoint none() {
    return NONE;
  }

  static LocalEndpoint open(Path state, LibraryResolver libraries, Console console) {
    Optional<URI> running = LocalAws.running(state);
    if (running.isPresent()) {
      return new LocalEndpoint(running.get(), null);
    }
    LocalAws started = LocalAws.start(LocalAwsOptions.in(state).withLibraries(libraries));
    console.on(
        new Event.Noted(
            "The embedded AWS runs for the time of this goal. `mvn stacktape:local` keeps it running, so that what is deployed can be called."));
    return new LocalEndpoint(started.endpoint(), started);
  }

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
