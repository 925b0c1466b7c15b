package dev.stacktape.deploy;

import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.template.ResourceOrigin;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.OperationEvent;

/**
 * What CloudFormation found wrong while it worked a change set out. The change set itself only says
 * that something was found; each finding is an event of its operation.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/validate-stack-deployments.html">Validate
 *     stack deployments</a>
 */
record EarlyValidation(CloudFormationClient cloudFormation, Map<String, ResourceOrigin> origins) {

  /**
   * Goes on only when CloudFormation takes the change set.
   *
   * @return what it warns of
   * @throws StacktapeException {@code CHANGE_SET_REFUSED}, for each finding with its place
   */
  List<Problem> require(ChangeSet changeSet) {
    if (changeSet.failure() == null) {
      return changeSet.touchesBuckets() ? findings(changeSet, false) : List.of();
    }
    if (changeSet.failure().contains("DescribeEvents")) {
      List<Problem> errors = findings(changeSet, true);
      if (!errors.isEmpty()) {
        throw StacktapeException.cloud(errors, null);
      }
    }
    changeSet.requireAccepted();
    return List.of();
  }

  private List<Problem> findings(ChangeSet changeSet, boolean failing) {
    try {
      return cloudFormation
          .describeEventsPaginator(request -> request.changeSetName(changeSet.arn()))
          .operationEvents()
          .stream()
          .filter(event -> event.validationName() != null)
          .filter(event -> "FAIL".equals(event.validationFailureModeAsString()) == failing)
          .filter(event -> "FAILED".equals(event.validationStatusAsString()))
          .map(this::problem)
          .toList();
    } catch (SdkException unknown) {
      // Not every emulator of AWS, and not every identity, may ask; the change set's own word
      // counts.
      return List.of();
    }
  }

  private Problem problem(OperationEvent event) {
    String logicalId = Optional.ofNullable(event.logicalResourceId()).orElse("the stack");
    ResourceOrigin origin = origins.getOrDefault(logicalId, ResourceOrigin.STACK);
    String what = event.resourceType() + " " + logicalId;
    String subject =
        origin.resourceName() == null ? what : "`" + origin.resourceName() + "` (" + what + ")";
    String reason = event.validationStatusReason();
    String message = subject + property(event) + ": " + DeploymentFailure.cleaned(reason) + ".";
    boolean fails = "FAIL".equals(event.validationFailureModeAsString());
    return (fails
            ? DeployCode.CHANGE_SET_REFUSED.error(message + " Nothing was changed.")
            : DeployCode.CHANGE_SET_DOUBTED.warning(message))
        .at(origin.location())
        .hint(hint(event.validationName(), reason));
  }

  private static String property(OperationEvent event) {
    String path = event.validationPath();
    if (path == null) {
      return "";
    }
    int properties = path.indexOf("/Properties/");
    return properties < 0
        ? ""
        : ", " + path.substring(properties + "/Properties/".length()).replace('/', '.');
  }

  private static @Nullable String hint(String validation, @Nullable String reason) {
    String name = validation.toUpperCase(Locale.ROOT);
    if (name.contains("NAME_CONFLICT")) {
      return "Something of this name exists outside of the stack, perhaps kept from a stack that"
          + " was deleted: rename or delete it, or give this resource another name.";
    }
    if (name.contains("BUCKET_EMPTINESS")) {
      return "A bucket that holds objects cannot be deleted: empty it, or keep it.";
    }
    return reason == null ? null : KnownFailure.hintFor(reason).orElse(null);
  }
}
