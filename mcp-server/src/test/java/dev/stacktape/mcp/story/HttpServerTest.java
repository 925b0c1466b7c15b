package dev.stacktape.mcp.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server over HTTP, started as users start it, with the protocol's own client. */
@Timeout(120)
class HttpServerTest {
  private static final Pattern SERVING = Pattern.compile("Serving at (\\S+); .*");

  @TempDir Path folder;

  @Test
  void twoClientsWorkWithOneServer() throws Exception {
    try (Stage stage = Stage.in(folder)) {
      stage.project.config(ShopProject.CONFIG);
      List<String> command = new ArrayList<>();
      command.add(ServerCommand.java());
      command.addAll(ServerCommand.arguments(stage.options("--http")));
      Process process = new ProcessBuilder(command).start();
      try {
        URI uri = address(process.errorReader());
        String token = Files.readString(stage.home.resolve("http-token")).strip();
        try (Agent one = Agent.at(uri, token);
            Agent other = Agent.at(uri, token)) {
          assertThat(one.tools()).isEqualTo(other.tools()).contains("plan_change");
          assertThat(other.plans("deploy").at("/target/stackName")).isEqualTo(ShopProject.STACK);
          assertThat(one.does("validate_config", Map.of()).content().at("/valid").asBoolean())
              .isTrue();
          assertThat(other.progress).isNotEmpty();
        }
      } finally {
        process.destroyForcibly();
      }
    }
  }

  private static URI address(BufferedReader log) throws IOException {
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      Matcher serving = SERVING.matcher(line);
      if (serving.matches()) {
        return URI.create(serving.group(1));
      }
    }
    throw new IOException("The server said nowhere where it serves");
  }
}
