package dev.stacktape.mcp.protocol;

import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;

/**
 * Errors without the words of exceptions. The protocol's SDK answers parameters that it cannot read
 * with the message of whatever was thrown, which names classes and tells a client nothing.
 */
public final class PlainErrors {
  /** How the server says that it made a mistake itself. */
  static final String MISTAKE = "The server made a mistake; its log on standard error says more";

  private PlainErrors() {}

  /** The message as it may go out. */
  public static JSONRPCMessage of(JSONRPCMessage message) {
    if (!(message instanceof JSONRPCResponse response)) {
      return message;
    }
    JSONRPCError error = response.error();
    boolean foreign =
        error != null
            && error.code() == McpSchema.ErrorCodes.INTERNAL_ERROR
            && !MISTAKE.equals(error.message());
    return foreign
        ? JSONRPCResponse.error(
            response.id(),
            new JSONRPCError(
                McpSchema.ErrorCodes.INVALID_PARAMS, "The parameters do not fit the method"))
        : message;
  }
}
