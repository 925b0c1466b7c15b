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
  private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");

  private final String pom;
  private final JsonNode entry;

  RegistryEntryTest() throws IOException {
    pom = Files.readString(Path.of("pom.xml"));
    entry =
        new ObjectMapper().readTree(filled(Files.readString(Path.of("src/registry/server.json"))));
  }

  /** As Maven fills it in where a releaser sets nothing. */
  private String filled(String text) {
    String filled = text;
    for (Matcher next = PROPERTY.matcher(filled); next.find(); next = PROPERTY.matcher(filled)) {
      filled = filled.replace(next.group(), property(next.group(1)));
    }
    return filled;
  }

  private String property(String name) {
    String own = name.equals("project.artifactId") ? pom.substring(pom.indexOf("</parent>")) : pom;
    Matcher element =
        Pattern.compile("<" + Pattern.quote(name.replace("project.", "")) + ">([^<]+)<")
            .matcher(own);
    assertThat(element.find()).as(name).isTrue();
    return element.group(1);
  }

  @Test
  void itFollowsFromTheCoordinates() {
    assertThat(entry.at("/name").asText()).isEqualTo("dev.stacktape/stacktape-mcp-server");
    assertThat(entry.at("/version").asText()).isEqualTo(property("version"));
    assertThat(entry.at("/packages/0/identifier").asText())
        .isEqualTo("stacktape-mcp-server:" + property("version"));
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
    String label = property("io.modelcontextprotocol.server.name");

    assertThat(filled(label)).isEqualTo(entry.at("/name").asText());
    assertThat(pom).contains("<image>${mcp.image}:${project.version}</image>");
  }

  @Test
  void theServerTakesItsArguments() throws Exception {
    for (JsonNode argument : entry.at("/packages/0/packageArguments")) {
      Launch launch =
          Launch.parse(
              List.of(argument.at("/name").asText(), argument.path("value").asText("eu-west-1")),
              Map.of("HOME", "/home/stacktape"));

      assertThat(launch.command()).isEqualTo("serve");
    }
  }
}
