package dev.stacktape.local;

/** An error that a service answers with; the server writes it in the service's own protocol. */
public final class AwsError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  /**
   * An AWS error.
   *
   * @param status HTTP status
   * @param code such as {@code ValidationError}, as clients look for it
   * @param message word for word as AWS says it, where clients look at it
   */
  public AwsError(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  /** HTTP status. */
  public int status() {
    return status;
  }

  /** The error code that clients look for. */
  public String code() {
    return code;
  }
}
