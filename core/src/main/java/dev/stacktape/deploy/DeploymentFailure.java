package dev.stacktape.deploy;

import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.template.ResourceOrigin;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** Says of a change that failed what a person needs: the first cause, its place, what is now. */
final class DeploymentFailure {
  /** {@code (Service: Lambda, Status Code: 400, Request ID: ...)} and what follows it. */
  private static final Pattern SERVICE_DETAIL =
      Pattern.compile("\\s*\\(Service: [^()]*(?:\\([^()]*\\)[^()]*)*\\)");

  private static final Pattern SDK_DETAIL = Pattern.compile("\\s*\\(SDK Attempt Count: \\d+\\)");
  private static final Pattern TOKEN_DETAIL = Pattern.compile("\\s*\\(RequestToken: [^()]*\\)");
  private static final Pattern REQUEST_ID =
      Pattern.compile("(?i);?\\s*Request ?ID: [\\w-]+(?:; Proxy: \\w+)?");
  private static final Pattern ABOUT_A_SECRET = Pattern.compile("specified secret|SecretString");
  private static final Pattern HANDLER_SAID =
      Pattern.compile("(?s)^Resource handler returned message: \"(.*)\"$");

  private final CloudFormationClient cloudFormation;
  private final Map<String, ResourceOrigin> origins;
  private final Evidence evidence;
  private final @Nullable String template;

  DeploymentFailure(CloudFormationClient cloudFormation, Map<String, ResourceOrigin> origins) {
    this(cloudFormation, origins, Evidence.none(), null);
  }

  /**
   * Explains failures.
   *
   * @param evidence what was seen of the resources meanwhile
   * @param template the text of the template that was executed, where it is at hand
   */
  DeploymentFailure(
      CloudFormationClient cloudFormation,
      Map<String, ResourceOrigin> origins,
      Evidence evidence,
      @Nullable String template) {
    this.template = template;
    this.cloudFormation = cloudFormation;
    this.origins = origins;
    this.evidence = evidence;
  }

  /**
   * The exception for an operation that did not end well.
   *
   * @param code of the operation
   * @param state a sentence on what the stack is now
   */
  StacktapeException explain(DeployCode code, StackWatch.Outcome outcome, String state) {
    Optional<StackEvent> cause = FirstCause.in(cloudFormation, outcome.events());
    Problem problem =
        cause
            .map(event -> ofResource(code, event, state))
            .orElseGet(() -> ofStack(code, outcome, state));
    return StacktapeException.cloud(problem, null);
  }

  /** What a failed event says, without request ids and what else helps nobody. */
  static String cleaned(@Nullable String reason) {
    if (reason == null || reason.isBlank()) {
      return "AWS gives no reason";
    }
    String text = TOKEN_DETAIL.matcher(reason.strip()).replaceAll("");
    var handler = HANDLER_SAID.matcher(text);
    if (handler.matches()) {
      text = handler.group(1);
    }
    text = SERVICE_DETAIL.matcher(text).replaceAll("");
    text = SDK_DETAIL.matcher(text).replaceAll("");
    text = REQUEST_ID.matcher(text).replaceAll("").replace(" ()", "");
    text = text.strip();
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  private Problem ofResource(DeployCode code, StackEvent event, String state) {
    String logicalId = event.logicalResourceId();
    ResourceOrigin origin = origins.getOrDefault(logicalId, ResourceOrigin.STACK);
    String what = event.resourceType() + " " + logicalId;
    String subject =
        origin.resourceName() == null ? what : "`" + origin.resourceName() + "` (" + what + ")";
    String reason = event.resourceStatusReason();
    return code.error(
            subject
                + " could not be "
                + verb(event.resourceStatusAsString())
                + ": "
                + cleaned(reason)
                + ". "
                + secrets(logicalId, reason)
                + state
                + evidence.of(logicalId).map(seen -> " Seen meanwhile: " + seen).orElse(""))
        .at(origin.location())
        .hint(reason == null ? null : KnownFailure.hintFor(reason).orElse(null));
  }

  private String secrets(String logicalId, @Nullable String reason) {
    if (template == null || reason == null || !ABOUT_A_SECRET.matcher(reason).find()) {
      return "";
    }
    String names = SecretsRead.by(logicalId, template);
    return names.isEmpty() ? "" : "It reads " + names + ". ";
  }

  private static Problem ofStack(DeployCode code, StackWatch.Outcome outcome, String state) {
    String reason =
        outcome.events().stream()
            .filter(StackEvents::isOfTheStack)
            .map(StackEvent::resourceStatusReason)
            .filter(text -> text != null && !text.isBlank())
            .findFirst()
            .orElse(null);
    return code.error(
            "CloudFormation ended with " + outcome.status() + ": " + cleaned(reason) + ". " + state)
        .hint(reason == null ? null : KnownFailure.hintFor(reason).orElse(null));
  }

  private static String verb(String status) {
    return switch (status.substring(0, status.indexOf('_')).toLowerCase(Locale.ROOT)) {
      case "create" -> "created";
      case "update" -> "updated";
      case "delete" -> "deleted";
      case "import" -> "imported";
      default -> "rolled back";
    };
  }
}
