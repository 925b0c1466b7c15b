package dev.stacktape.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the registry of servers is told has to be what is released, and what the server takes. */
class RegistryEntryTest {
  private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

  private final JsonNode entry;
  private final String pom;

  RegistryEntryTest() throws IOException {
    entry = new ObjectMapper().readTree(Files.readString(Path.of("server.json")));
    pom = Files.readString(Path.of("pom.xml"));
  }

  @Test
  void itIsOfTheVersionOfThePom() {
    Matcher version = VERSION.matcher(pom);

    assertThat(version.find()).isTrue();
    assertThat(entry.at("/version").asText()).isEqualTo(version.group(1));
    assertThat(entry.at("/packages/0/identifier").asText()).endsWith(":" + version.group(1));
  }

  @Test
  void itKeepsToTheLimitsOfTheRegistry() {
    assertThat(entry.at("/name").asText()).matches("[a-zA-Z0-9.-]+/[a-zA-Z0-9._-]+");
    assertThat(entry.at("/description").asText().length()).isBetween(1, 100);
    assertThat(entry.at("/title").asText().length()).isBetween(1, 100);
  }

  /** The registry finds by it that whoever publishes the entry owns the image. */
  @Test
  void theImageNamesTheEntry() {
    assertThat(pom)
        .contains(
            "<io.modelcontextprotocol.server.name>"
                + entry.at("/name").asText()
                + "</io.modelcontextprotocol.server.name>");
  }

  @Test
  void theServerTakesItsArguments() throws Exception {
    for (JsonNode argument : entry.at("/packages/0/packageArguments")) {
      Launch launch =
          Launch.parse(
              List.of(argument.at("/name").asText(), argument.path("value").asText("eu-west-1")),
              Map.of());

      assertThat(launch.command()).isEqualTo("serve");
    }
  }
}
