package dev.stacktape.local;

/** One AWS service behind the endpoint. Called from many threads at once. */
public interface AwsService extends AutoCloseable {
  /** The signing name by which requests are routed here, such as {@code cloudformation}. */
  String signingName();

  /**
   * Answers one request.
   *
   * @throws AwsError for what AWS would refuse
   */
  AwsResponse handle(AwsRequest request);

  /** Writes an error in this service's protocol. */
  AwsResponse error(AwsError error, String requestId);

  /** Ends what the service runs: processes, threads. State stays in its folder. */
  @Override
  default void close() {}
}
