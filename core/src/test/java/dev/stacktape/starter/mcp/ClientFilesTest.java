package dev.stacktape.starter.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.starter.mcp.ClientFiles.Outcome;
import dev.stacktape.starter.mcp.ClientFiles.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClientFilesTest {
  private static final ServerCommand COMMAND =
      new ServerCommand(
          "/opt/java/bin/java", List.of("-jar", "/m2/a \"b\".jar", "--project", "/p"));
  private static final ServerCommand OTHER =
      new ServerCommand("/opt/java/bin/java", List.of("-jar", "/m2/newer.jar"));

  @TempDir Path project;
  @TempDir Path home;
  private ClientFiles files;

  @BeforeEach
  void open() {
    files = new ClientFiles(project, home, "shop");
  }

  private String write(Client client, String before) throws IOException {
    Path file = client.file(project, home);
    Files.createDirectories(file.getParent());
    Files.writeString(file, before);
    Result result = files.write(client, COMMAND);
    assertThat(result.outcome()).as(result.reason()).isEqualTo(Outcome.UPDATED);
    assertThat(Files.readString(result.backup())).isEqualTo(before);
    return Files.readString(file);
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void whatIsNotThereIsMadeAndThenLeftAlone(Client client) throws IOException {
    Result first = files.write(client, COMMAND);
    String written = Files.readString(first.file());

    assertThat(first.outcome()).isEqualTo(Outcome.CREATED);
    assertThat(first.backup()).isNull();
    assertThat(written).contains("/opt/java/bin/java", "a \\\"b\\\".jar");
    assertThat(files.write(client, COMMAND).outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(files.write(client, OTHER).outcome()).isEqualTo(Outcome.UPDATED);
    assertThat(Files.readString(first.file())).contains("newer.jar").doesNotContain("/p\"");
    assertThat(files.write(client, COMMAND).outcome()).isEqualTo(Outcome.UPDATED);
    assertThat(Files.readString(first.file())).isEqualTo(written);
    assertThat(Files.list(first.file().getParent())).hasSize(3);
  }

  @Test
  void everythingElseInAFileStaysAsItIs() throws IOException {
    String before =
        """
        // my servers
        {
            "other": [1, 2 /* two */, {"a": "}"}],
            "mcpServers": {
                "mine": { "command": "x", "args": ["{"] } // the best
            }
        }
        """;

    assertThat(write(Client.CLAUDE, before))
        .isEqualTo(
            """
            // my servers
            {
                "other": [1, 2 /* two */, {"a": "}"}],
                "mcpServers": {
                    "mine": { "command": "x", "args": ["{"] }, // the best
                    "stacktape": {
                        "command": "/opt/java/bin/java",
                        "args": [ "-jar", "/m2/a \\"b\\".jar", "--project", "/p" ]
                    }
                }
            }
            """);
  }

  @Test
  void tabsTrailingCommasAndLineEndsStay() throws IOException {
    String before = "{\r\n\t\"inputs\": [],\r\n\t\"servers\": {\r\n\t\t\"a\": {},\r\n\t},\r\n}\r\n";
    String after = write(Client.VSCODE, before);

    assertThat(after)
        .startsWith(
            "{\r\n"
                + "\t\"inputs\": [],\r\n"
                + "\t\"servers\": {\r\n"
                + "\t\t\"a\": {},\r\n"
                + "\t\t\"stacktape\": {\r\n"
                + "\t\t\t\"type\": \"stdio\",\r\n")
        .endsWith("\r\n\t\t}\r\n\t},\r\n}\r\n");
    assertThat(after.replace("\r\n", "")).doesNotContain("\n");
  }

  @Test
  void anOldEntryIsReplacedWhereItStands() throws IOException {
    String before = "{ \"mcpServers\": { \"stacktape\": { \"command\": \"old\" }, \"b\": {} } }";

    assertThat(write(Client.CURSOR, before))
        .startsWith("{ \"mcpServers\": { \"stacktape\": {")
        .endsWith("}, \"b\": {} } }")
        .doesNotContain("old");
  }

  @Test
  void tablesOfOthersAndCommentsStayInToml() throws IOException {
    String before =
        """
        model = "x" # mine

        [mcp_servers.stacktape-shop]
        # keep me
        command = "old"
        args = [
          "a]", # first
          "b",
        ]
        startup_timeout_sec = 20

        [mcp_servers.other]
        command = "y"
        """;

    assertThat(write(Client.CODEX, before))
        .isEqualTo(
            """
            model = "x" # mine

            [mcp_servers.stacktape-shop]
            command = "/opt/java/bin/java"
            args = ["-jar", "/m2/a \\"b\\".jar", "--project", "/p"]
            # keep me
            startup_timeout_sec = 20

            [mcp_servers.other]
            command = "y"
            """);
  }

  @Test
  void aFileOfTheUserHoldsServersOfManyProjects() throws IOException {
    files.write(Client.CODEX, COMMAND);
    new ClientFiles(project, home, "other").write(Client.CODEX, OTHER);

    assertThat(Files.readString(Client.CODEX.file(project, home)))
        .contains("[mcp_servers.stacktape-shop]", "[mcp_servers.stacktape-other]");
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void whatIsNotUnderstoodIsLeftAsItIs(Client client) throws IOException {
    Path file = client.file(project, home);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{ \"mcpServers\": [ = oops");
    Result result = files.write(client, COMMAND);

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.reason()).isNotBlank();
    assertThat(Files.readString(file)).isEqualTo("{ \"mcpServers\": [ = oops");
    assertThat(Files.list(file.getParent())).hasSize(1);
  }

  @Test
  void clientsAreFoundByWhatTheyLeave() throws IOException {
    assertThat(Client.CURSOR.isUsed(project, home)).isFalse();
    Files.createDirectories(project.resolve(".cursor"));
    Files.createDirectories(home.resolve(".codex"));

    assertThat(Client.CURSOR.isUsed(project, home)).isTrue();
    assertThat(Client.CODEX.isUsed(project, home)).isTrue();
    assertThat(Client.CLAUDE.isUsed(project, home)).isFalse();
  }
}
