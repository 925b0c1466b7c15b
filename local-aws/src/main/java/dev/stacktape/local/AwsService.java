package dev.stacktape.local;

import java.util.List;

/** One AWS service behind the endpoint. Called from many threads at once. */
public interface AwsService extends AutoCloseable {
  /** The signing name by which requests are routed here, such as {@code cloudformation}. */
  String signingName();

  /**
   * Whether a request without a credential scope is meant for this service, by its path, host or
   * form. What nobody claims goes to S3.
   */
  default boolean claims(AwsRequest request) {
    return false;
  }

  /**
   * AWS's name of the operation that a request asks for, such as {@code PutObject}; faults are
   * matched by it. Empty when the request names no operation that the service knows.
   */
  String operation(AwsRequest request);

  /**
   * Answers one request.
   *
   * @throws AwsError for what AWS would refuse
   */
  AwsResponse handle(AwsRequest request);

  /** Writes an error in this service's protocol. */
  AwsResponse error(AwsError error, String requestId);

  /** Writes an error in the protocol that the request came in, where a service speaks several. */
  default AwsResponse error(AwsError error, AwsRequest request) {
    return error(error, request.id());
  }

  /** What this service makes real for CloudFormation. */
  default List<ResourceProvider> providers() {
    return List.of();
  }

  /** Carries on what an earlier process left unfinished; called once the endpoint listens. */
  default void carryOn() {}

  /** Ends what the service runs: processes, threads. State stays in its folder. */
  @Override
  default void close() {}
}
