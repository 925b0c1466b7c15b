package dev.stacktape.mcp.story;

import dev.stacktape.mcp.Main;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the server is started as a process of its own, as clients do it. */
final class ServerCommand {
  private ServerCommand() {}

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  static List<String> arguments(List<String> options) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
    arguments.add(Main.class.getName());
    arguments.addAll(options);
    return arguments;
  }
}
