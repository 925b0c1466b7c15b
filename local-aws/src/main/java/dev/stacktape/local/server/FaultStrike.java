package dev.stacktape.local.server;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.Faults;

/**
 * Does to a call what a fault says, in the words of AWS: each service has codes of its own for the
 * same thing, and clients look at them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/CommonErrors.html">Common
 *     errors</a>
 */
final class FaultStrike {
  private FaultStrike() {}

  /** Before the call is carried out. */
  static void before(Faults.Kind fault, String service, String operation)
      throws HttpEndpoint.EndOfConnection {
    switch (fault) {
      case THROTTLE -> throw throttling(service);
      case SERVER_ERROR ->
          throw new AwsError(
              500, "InternalError", "We encountered an internal error. Please try again.");
      case UNAVAILABLE ->
          throw new AwsError(503, "ServiceUnavailable", "Service is unable to handle request.");
      case EXPIRED_CREDENTIALS -> throw expired(service);
      case CLOCK_SKEW -> throw skewed(service);
      case ACCESS_DENIED -> throw denied(service, operation);
      case CUT_BEFORE -> throw new HttpEndpoint.EndOfConnection();
      case CRASH_BEFORE -> crash();
      case CUT_AFTER, CRASH_AFTER -> {}
    }
  }

  /** After the call was carried out, before it is answered. */
  static void after(Faults.Kind fault) throws HttpEndpoint.EndOfConnection {
    switch (fault) {
      case CUT_AFTER -> throw new HttpEndpoint.EndOfConnection();
      case CRASH_AFTER -> crash();
      case THROTTLE,
          SERVER_ERROR,
          UNAVAILABLE,
          EXPIRED_CREDENTIALS,
          CLOCK_SKEW,
          ACCESS_DENIED,
          CUT_BEFORE,
          CRASH_BEFORE -> {}
    }
  }

  private static AwsError throttling(String service) {
    return switch (service) {
      case "s3" -> new AwsError(503, "SlowDown", "Please reduce your request rate.");
      case "lambda" -> new AwsError(429, "TooManyRequestsException", "Rate exceeded");
      case "dynamodb", "logs", "ecr" -> new AwsError(400, "ThrottlingException", "Rate exceeded");
      default -> new AwsError(400, "Throttling", "Rate exceeded");
    };
  }

  private static AwsError expired(String service) {
    return switch (service) {
      case "s3" -> new AwsError(400, "ExpiredToken", "The provided token has expired.");
      case "cloudformation", "sts", "ec2" ->
          new AwsError(
              403, "ExpiredToken", "The security token included in the request is expired");
      default ->
          new AwsError(
              400,
              "ExpiredTokenException",
              "The security token included in the request is expired");
    };
  }

  private static AwsError skewed(String service) {
    String message =
        "Signature expired: 20260101T000000Z is now earlier than 20260101T001000Z"
            + " (20260101T001500Z - 5 min.)";
    return switch (service) {
      case "s3" ->
          new AwsError(
              403,
              "RequestTimeTooSkewed",
              "The difference between the request time and the current time is too large.");
      case "cloudformation", "sts", "ec2" -> new AwsError(403, "SignatureDoesNotMatch", message);
      default -> new AwsError(403, "InvalidSignatureException", message);
    };
  }

  private static AwsError denied(String service, String operation) {
    String message =
        "User: arn:aws:iam::123456789012:user/told-to-fail is not authorized to perform: "
            + service
            + ":"
            + operation;
    return service.equals("lambda") || service.equals("ecr")
        ? new AwsError(403, "AccessDeniedException", message)
        : new AwsError(403, "AccessDenied", message);
  }

  /** Ends the JVM as kill -9 would; only ever reached through a fault that somebody injected. */
  private static void crash() {
    Runtime.getRuntime().halt(137);
  }
}
