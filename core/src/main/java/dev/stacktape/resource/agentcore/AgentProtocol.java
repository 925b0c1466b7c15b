package dev.stacktape.resource.agentcore;

import dev.stacktape.config.ConfigValue;

/** What an agent speaks. */
public enum AgentProtocol {
  @ConfigValue("A2A")
  A2A,
  @ConfigValue("AGUI")
  AGUI,
  @ConfigValue("HTTP")
  HTTP,
  @ConfigValue("MCP")
  MCP
}
