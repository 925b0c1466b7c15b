package dev.stacktape.local.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.local.StateStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code endpoint.json} in a state folder: where the folder is, or was last, served. It outlives
 * the process, so that the next one takes the same port and addresses in stack outputs stay good.
 */
final class EndpointFile {
  private static final String NAME = "endpoint";
  private static final int HEALTH_TIMEOUT_MILLIS = 2000;

  private final StateStore store;

  EndpointFile(Path state) {
    this.store = new StateStore(state);
  }

  void write(RunningLocalAws running) {
    store.write(NAME, running);
  }

  /** The port of the last time, or 0. */
  int lastPort() {
    RunningLocalAws last = store.read(NAME, RunningLocalAws.class);
    return last == null ? 0 : URI.create(last.endpoint()).getPort();
  }

  /** Who serves the folder now: the file's word counts only when its instance answers. */
  Optional<RunningLocalAws> running() {
    RunningLocalAws last = store.read(NAME, RunningLocalAws.class);
    return last != null && last.instance().equals(instanceAt(last.endpoint()))
        ? Optional.of(last)
        : Optional.empty();
  }

  private static @Nullable String instanceAt(String endpoint) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create(endpoint + ControlRoutes.PREFIX + "health")
                  .toURL()
                  .openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(HEALTH_TIMEOUT_MILLIS);
      connection.setReadTimeout(HEALTH_TIMEOUT_MILLIS);
      try (InputStream in = connection.getInputStream()) {
        JsonNode health = new ObjectMapper().readTree(in);
        return health.path("instance").asText();
      }
    } catch (IOException e) {
      // Nothing listens there, or something that does not speak our language.
      return null;
    }
  }
}
