package dev.stacktape.local.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.stacktape.local.StateStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code endpoint.json} in a state folder: where the folder is, or was last, served. It outlives
 * the process, so that the next one takes the same port and addresses in stack outputs stay good.
 *
 * <p>Read token by token: each goal looks here before anything else, and binding would cost it a
 * tenth of a second.
 */
final class EndpointFile {
  private static final String NAME = "endpoint";
  private static final int HEALTH_TIMEOUT_MILLIS = 2000;

  private final Path state;

  EndpointFile(Path state) {
    this.state = state;
  }

  void write(RunningLocalAws running) {
    new StateStore(state).write(NAME, running);
  }

  /** The port of the last time, or 0. */
  int lastPort() {
    return last().map(last -> URI.create(last.endpoint()).getPort()).orElse(0);
  }

  /** Who serves the folder now: the file's word counts only when its instance answers. */
  Optional<RunningLocalAws> running() {
    return last().filter(last -> last.instance().equals(instanceAt(last.endpoint())));
  }

  private Optional<RunningLocalAws> last() {
    try (InputStream in = Files.newInputStream(state.resolve(NAME + ".json"))) {
      Map<String, String> fields = fields(in);
      String endpoint = fields.get("endpoint");
      String pid = fields.get("pid");
      String instance = fields.get("instance");
      if (endpoint != null && pid != null && instance != null) {
        return Optional.of(new RunningLocalAws(endpoint, Long.parseLong(pid), instance));
      }
    } catch (NoSuchFileException never) {
      return Optional.empty();
    } catch (IOException | NumberFormatException unreadable) {
      // The store says what is wrong with it.
    }
    return Optional.ofNullable(new StateStore(state).read(NAME, RunningLocalAws.class));
  }

  /** The fields of an object of plain values; none where there is no object. */
  private static Map<String, String> fields(InputStream json) throws IOException {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          fields.put(name, parser.getText());
          parser.skipChildren();
        }
      }
    }
    return fields;
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
        return fields(in).get("instance");
      }
    } catch (IOException e) {
      // Nothing listens there, or something that does not speak our language.
      return null;
    }
  }
}
