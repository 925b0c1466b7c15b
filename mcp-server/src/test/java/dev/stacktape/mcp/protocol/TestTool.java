package dev.stacktape.mcp.protocol;

import dev.stacktape.mcp.tool.Answer;
import dev.stacktape.mcp.tool.Arguments;
import dev.stacktape.mcp.tool.Call;
import dev.stacktape.mcp.tool.Schema;
import dev.stacktape.mcp.tool.Tool;
import java.util.Map;
import java.util.function.BiFunction;

/** A tool that does what a test wants. */
public record TestTool(String name, BiFunction<Arguments, Call, Answer> answer) implements Tool {
  @Override
  public String title() {
    return name;
  }

  @Override
  public String description() {
    return name;
  }

  @Override
  public Map<String, Object> inputSchema() {
    return new Schema().may("text", Schema.text()).closed();
  }

  @Override
  public Map<String, Object> outputSchema() {
    return new Schema().must("n", Schema.number()).closed();
  }

  @Override
  public Effect effect() {
    return Effect.LOOKS;
  }

  @Override
  public Answer call(Arguments arguments, Call call) {
    return answer.apply(arguments, call);
  }
}
