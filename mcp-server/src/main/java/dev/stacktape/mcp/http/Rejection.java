package dev.stacktape.mcp.http;

/** Why a request is not answered by the protocol. What is said here goes out to whoever asked. */
final class Rejection extends Exception {
  private static final long serialVersionUID = 1L;

  /** Codes of JSON-RPC 2.0. */
  static final int PARSE_ERROR = -32700;

  static final int INVALID_REQUEST = -32600;

  private final int status;
  private final int code;

  /**
   * Rejects.
   *
   * @param status of HTTP
   * @param code of JSON-RPC
   */
  Rejection(int status, int code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  Rejection(int status, String message) {
    this(status, INVALID_REQUEST, message);
  }

  int status() {
    return status;
  }

  int code() {
    return code;
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
