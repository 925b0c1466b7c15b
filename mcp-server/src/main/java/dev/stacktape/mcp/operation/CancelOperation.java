package dev.stacktape.mcp.operation;

import dev.stacktape.mcp.tool.Answer;
import dev.stacktape.mcp.tool.Arguments;
import dev.stacktape.mcp.tool.Call;
import dev.stacktape.mcp.tool.Refusal;
import dev.stacktape.mcp.tool.Schema;
import dev.stacktape.mcp.tool.Tool;
import java.time.Duration;
import java.util.Map;

/** {@code cancel_operation}. */
public final class CancelOperation implements Tool {
  private static final Duration WAIT = Duration.ofSeconds(20);

  private final Operations operations;

  /** Stops operations. */
  public CancelOperation(Operations operations) {
    this.operations = operations;
  }

  @Override
  public String name() {
    return "cancel_operation";
  }

  @Override
  public String title() {
    return "Stop an operation";
  }

  @Override
  public String description() {
    return "Stops an operation that this server runs, and gives the stack's lock back. What CloudFormation has begun it"
        + " brings to an end by itself; describe_stack shows how that goes.";
  }

  @Override
  public Map<String, Object> inputSchema() {
    return new Schema().must("operationId", Schema.text("The operation to stop.")).closed();
  }

  @Override
  public Map<String, Object> outputSchema() {
    return GetOperation.schema();
  }

  @Override
  public Effect effect() {
    return new Effect(false, true, true, true);
  }

  @Override
  public Answer call(Arguments arguments, Call call) {
    String id = arguments.required("operationId");
    Journal.Entry entry = operations.journal().get(id);
    if (entry.status() == Journal.Status.RUNNING && !operations.cancel(id)) {
      throw new Refusal(
          "OPERATION_ELSEWHERE",
          "Another server (process " + entry.pid() + ") runs this operation.",
          "It can be stopped there.",
          "Call get_operation to follow it.");
    }
    return GetOperation.answer(operations.await(id, WAIT), operations.journal().events(id, 0));
  }
}
