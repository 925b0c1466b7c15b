package dev.stacktape.starter.mcp;

import java.util.List;

/**
 * How a client starts the server.
 *
 * @param java absolute: programs with windows have no PATH of a shell
 * @param arguments the jar and the options of the launch
 */
public record ServerCommand(String java, List<String> arguments) {
  public ServerCommand {
    arguments = List.copyOf(arguments);
  }
}
