package dev.stacktape.mcp.offer;

import dev.stacktape.mcp.tool.Tool;
import java.util.List;

/**
 * All that a client finds at the server. Knows the engine, not the protocol.
 *
 * @param tools in an order that never changes
 * @param resources what can be read by its address
 * @param prompts what a person can begin with
 */
public record Offer(List<Tool> tools, List<Resource> resources, List<Prompt> prompts) {
  public Offer {
    tools = List.copyOf(tools);
    resources = List.copyOf(resources);
    prompts = List.copyOf(prompts);
  }

  /** Tools and nothing else. */
  public static Offer of(List<Tool> tools) {
    return new Offer(tools, List.of(), List.of());
  }
}
