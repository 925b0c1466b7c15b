package dev.stacktape.starter.mcp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A client that agents work in, and where it reads which servers there are. */
public enum Client {
  CLAUDE(
      "claude",
      "Claude Code",
      "mcpServers",
      ".mcp.json .claude CLAUDE.md",
      ".claude .claude.json") {
    @Override
    Path file(Path project, Path home) {
      return project.resolve(".mcp.json");
    }
  },
  CURSOR("cursor", "Cursor", "mcpServers", ".cursor", ".cursor") {
    @Override
    Path file(Path project, Path home) {
      return project.resolve(".cursor").resolve("mcp.json");
    }
  },
  VSCODE("vscode", "VS Code", "servers", ".vscode", ".vscode") {
    @Override
    Path file(Path project, Path home) {
      return project.resolve(".vscode").resolve("mcp.json");
    }

    @Override
    ObjectNode entry(ServerCommand command) {
      ObjectNode entry = JsonNodeFactory.instance.objectNode().put("type", "stdio");
      entry.setAll(super.entry(command));
      return entry;
    }
  },
  INTELLIJ("intellij", "IntelliJ (Junie)", "mcpServers", ".idea .junie", ".junie") {
    @Override
    Path file(Path project, Path home) {
      return project.resolve(".junie").resolve("mcp").resolve("mcp.json");
    }
  },
  WINDSURF("windsurf", "Windsurf", "mcpServers", ".windsurf", ".codeium/windsurf") {
    @Override
    Path file(Path project, Path home) {
      return home.resolve(".codeium").resolve("windsurf").resolve("mcp_config.json");
    }
  },
  CODEX("codex", "Codex", "mcp_servers", ".codex", ".codex") {
    @Override
    Path file(Path project, Path home) {
      return home.resolve(".codex").resolve("config.toml");
    }

    @Override
    String put(String text, String server, ServerCommand command) throws UnreadableFileException {
      return TomlEdit.put(text, server, command);
    }
  };

  private final String word;
  private final String title;
  private final String holder;
  private final String inProject;
  private final String inHome;

  Client(String word, String title, String holder, String inProject, String inHome) {
    this.word = word;
    this.title = title;
    this.holder = holder;
    this.inProject = inProject;
    this.inHome = inHome;
  }

  /** The file in which it reads which servers there are. */
  abstract Path file(Path project, Path home);

  /** The client that is called so. */
  public static Optional<Client> of(String word) {
    return Stream.of(values()).filter(client -> client.word.equals(word)).findFirst();
  }

  /** What it is called by. */
  public String word() {
    return word;
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /** Whether there is a sign of it in the project or on this machine. */
  public boolean isUsed(Path project, Path home) {
    return isThere(project, inProject) || isThere(home, inHome);
  }

  private static boolean isThere(Path folder, String names) {
    return Stream.of(names.split(" ", -1)).anyMatch(name -> Files.exists(folder.resolve(name)));
  }

  /**
   * Files of the user hold the servers of all projects, so that the project belongs to the name.
   */
  String server(Path project, Path home, String projectName) {
    return file(project, home).startsWith(project) ? "stacktape" : "stacktape-" + projectName;
  }

  /** The text of its file with the server in it. */
  String put(String text, String server, ServerCommand command) throws UnreadableFileException {
    return JsonEdit.put(text, holder, server, entry(command));
  }

  ObjectNode entry(ServerCommand command) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.put("command", command.java());
    command.arguments().forEach(entry.putArray("args")::add);
    return entry;
  }
}
