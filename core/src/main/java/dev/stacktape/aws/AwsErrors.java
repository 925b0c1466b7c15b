package dev.stacktape.aws;

import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Says what the AWS SDK throws as problems with a hint.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/CommonErrors.html">Common
 *     errors</a>
 */
public final class AwsErrors {
  private static final Set<String> EXPIRED =
      Set.of(
          "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired", "UnauthorizedException");
  private static final Set<String> UNKNOWN_KEY =
      Set.of(
          "InvalidClientTokenId",
          "UnrecognizedClientException",
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "IncompleteSignature",
          "AuthFailure");
  private static final Set<String> DENIED =
      Set.of(
          "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "NotAuthorized", "403");
  private static final Pattern SKEWED =
      Pattern.compile("RequestTimeTooSkewed|RequestExpired|[Ss]ignature (expired|not yet current)");
  private static final Pattern NOT_AUTHORIZED =
      Pattern.compile(
          "not authorized to perform: ?(\\S+?)(?: on resource: ?(\\S+))?[,.]?(?:\\s|$)");

  private final AwsSettings settings;

  /** Problems that name what these settings name: profile, region, endpoint. */
  public AwsErrors(AwsSettings settings) {
    this.settings = settings;
  }

  /** The exception that leaves the engine for what the SDK threw. */
  public StacktapeException translate(SdkException failure) {
    return known(failure).orElseGet(() -> StacktapeException.cloud(problem(failure), failure));
  }

  /** What the SDK threw, as a problem. */
  public Problem problem(SdkException failure) {
    Optional<StacktapeException> known = known(failure);
    if (known.isPresent()) {
      return known.get().problems().get(0);
    }
    if (failure instanceof AwsServiceException answer) {
      return answered(answer);
    }
    return unanswered(failure);
  }

  /**
   * Whether the same call may well succeed a little later: the connection broke, AWS was busy or
   * failed inside.
   */
  public static boolean isPassing(SdkException failure) {
    if (known(failure).isPresent()) {
      return false;
    }
    if (failure instanceof AwsServiceException answer) {
      return answer.isThrottlingException() || answer.statusCode() >= 500;
    }
    return failure instanceof SdkClientException;
  }

  /** The error code of AWS's answer; empty text when it has none, as answers to HEAD have. */
  public static String code(AwsServiceException answer) {
    return answer.awsErrorDetails() == null || answer.awsErrorDetails().errorCode() == null
        ? ""
        : answer.awsErrorDetails().errorCode();
  }

  /** What AWS's answer says, without the request id and the attempts that the SDK adds. */
  public static String message(AwsServiceException answer) {
    String message =
        answer.awsErrorDetails() == null ? null : answer.awsErrorDetails().errorMessage();
    return message == null || message.isBlank()
        ? "HTTP status " + answer.statusCode()
        : message.strip();
  }

  private static Optional<StacktapeException> known(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StacktapeException ours) {
        return Optional.of(ours);
      }
    }
    return Optional.empty();
  }

  private Problem answered(AwsServiceException answer) {
    String code = code(answer);
    String message = message(answer);
    if (SKEWED.matcher(code).find()
        || SKEWED.matcher(message).find()
        || answer.isClockSkewException()) {
      return AwsCode.AWS_CLOCK_SKEW
          .error("AWS refused the call because the clocks differ: " + message)
          .hint("Set this machine's clock, for example by switching on time synchronisation.");
    }
    if (EXPIRED.contains(code)) {
      return AwsCode.AWS_EXPIRED_CREDENTIALS
          .error("The AWS credentials have expired: " + message)
          .hint(
              "Sign in again with `"
                  + Credentials.signIn(settings.profile())
                  + "`, or renew"
                  + " AWS_SESSION_TOKEN where it is set.");
    }
    if (UNKNOWN_KEY.contains(code)) {
      return AwsCode.AWS_BAD_CREDENTIALS
          .error("AWS does not know the credentials: " + message)
          .hint(
              "Look at them with `aws sts get-caller-identity"
                  + profileOption()
                  + "`, and set"
                  + " them anew with `aws configure"
                  + profileOption()
                  + "`.");
    }
    if (DENIED.contains(code) || answer.statusCode() == 403) {
      return denied(answer, message);
    }
    if (answer.isThrottlingException()) {
      return AwsCode.AWS_THROTTLED
          .error("AWS takes no more calls of this account for now: " + message)
          .hint("Run it again in a minute; fewer deployments at the same time help.");
    }
    return AwsCode.AWS_ERROR
        .error(service(answer) + " answered: " + message + detail(answer))
        .hint(
            answer.statusCode() >= 500
                ? "This is a failure inside of AWS: run it again, and look at"
                    + " https://health.aws.amazon.com when it stays."
                : null);
  }

  private static Problem denied(AwsServiceException answer, String message) {
    Matcher who = NOT_AUTHORIZED.matcher(message);
    String action = who.find() ? who.group(1) : null;
    return AwsCode.AWS_ACCESS_DENIED
        .error(service(answer) + " refused the call: " + message + detail(answer))
        .hint(
            action == null
                ? "Give the identity that deploys the permission for it; `aws sts"
                    + " get-caller-identity` shows which identity that is."
                : "Give the identity that deploys the permission for `"
                    + action
                    + "`"
                    + (who.group(2) == null ? "" : " on `" + who.group(2) + "`")
                    + ".");
  }

  private Problem unanswered(SdkException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String why = why(cause);
      if (why != null) {
        return AwsCode.AWS_UNREACHABLE
            .error(reached() + " cannot be reached: " + why + ".")
            .hint(
                settings.endpoint() == null
                    ? "Look at the network connection, the proxy settings and the region."
                    : "Start what should listen there, or unset AWS_ENDPOINT_URL to use AWS"
                        + " itself.");
      }
    }
    return AwsCode.AWS_ERROR.error("The call to AWS failed: " + failure.getMessage());
  }

  private static @Nullable String why(Throwable cause) {
    if (cause instanceof UnknownHostException) {
      return "the name " + cause.getMessage() + " has no address (DNS)";
    }
    if (cause instanceof ConnectException) {
      return "the connection was refused";
    }
    if (cause instanceof SocketTimeoutException
        || cause instanceof ApiCallTimeoutException
        || cause instanceof ApiCallAttemptTimeoutException) {
      return "no answer in time";
    }
    if (cause instanceof SSLException) {
      return "no encrypted connection could be made (" + cause.getMessage() + ")";
    }
    return cause instanceof SocketException ? "the connection broke" : null;
  }

  private String reached() {
    URI endpoint = settings.endpoint();
    return endpoint == null ? "AWS in " + settings.region() : "The AWS endpoint " + endpoint;
  }

  private String profileOption() {
    return settings.profile() == null ? "" : " --profile " + settings.profile();
  }

  private static String service(AwsServiceException answer) {
    return answer.awsErrorDetails() == null || answer.awsErrorDetails().serviceName() == null
        ? "AWS"
        : answer.awsErrorDetails().serviceName();
  }

  private static String detail(AwsServiceException answer) {
    String code = code(answer);
    String request = answer.requestId() == null ? "" : "request id " + answer.requestId();
    if (code.isEmpty() && request.isEmpty()) {
      return "";
    }
    String both = code.isEmpty() || request.isEmpty() ? code + request : code + ", " + request;
    return " (" + both + ")";
  }
}
