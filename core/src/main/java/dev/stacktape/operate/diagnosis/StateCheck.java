package dev.stacktape.operate.diagnosis;

import dev.stacktape.deploy.LastOperation;
import dev.stacktape.deploy.LastOperation.Failure;
import dev.stacktape.operate.diagnosis.Finding.Kind;
import dev.stacktape.operate.diagnosis.Finding.Urgency;
import dev.stacktape.operate.inventory.Inventory;
import dev.stacktape.operate.inventory.Inventory.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** The state of the stack, and what failed first in the last operation on it. */
final class StateCheck implements Check {
  private static final String MEND = "Mend that and deploy again: stacktape:deploy.";

  private final CloudFormationClient cloudFormation;

  StateCheck(CloudFormationClient cloudFormation) {
    this.cloudFormation = cloudFormation;
  }

  @Override
  public String subject() {
    return "the events of the stack";
  }

  @Override
  public List<Finding> look(Inventory stack, Instant from, Instant to) {
    LastOperation last = LastOperation.on(cloudFormation, stack.stackId()).orElse(null);
    Failure failure = last == null ? null : last.failure();
    List<String> evidence = new ArrayList<>();
    if (failure != null) {
      evidence.add(words(failure));
    }
    String reason = stack.statusReason();
    if (reason != null && !reason.isBlank() && (failure == null || !reason.contains("failed"))) {
      evidence.add("CloudFormation says of the stack: " + reason.strip());
    }
    String name = failure == null ? null : name(stack, failure.logicalId());
    String what = what(name, last);
    return switch (stack.status()) {
      case "ROLLBACK_FAILED", "UPDATE_ROLLBACK_FAILED", "IMPORT_ROLLBACK_FAILED" ->
          List.of(
              finding(
                  Kind.STACK_STUCK,
                  Urgency.CRITICAL,
                  name,
                  what + " Rolling back failed too, and the stack takes no changes in this state.",
                  evidence,
                  "Mend what keeps it from being rolled back and run `aws cloudformation"
                      + " continue-update-rollback --stack-name "
                      + stack.target().stackName()
                      + "`, then deploy."));
      case "DELETE_FAILED" ->
          List.of(
              finding(
                  Kind.STACK_STUCK,
                  Urgency.CRITICAL,
                  name,
                  "The stack was being deleted, and could not be deleted whole.",
                  evidence,
                  fix(failure, "Mend what it names and delete it again: stacktape:delete.")));
      case "ROLLBACK_COMPLETE", "CREATE_FAILED" ->
          List.of(
              finding(
                  Kind.OPERATION_FAILED,
                  Urgency.CRITICAL,
                  name,
                  what + " Nothing of the stack runs.",
                  evidence,
                  fix(failure, MEND)));
      case "UPDATE_FAILED" ->
          List.of(
              finding(
                  Kind.OPERATION_FAILED,
                  Urgency.CRITICAL,
                  name,
                  what + " It was not rolled back: old and new run side by side.",
                  evidence,
                  fix(failure, MEND)));
      case "UPDATE_ROLLBACK_COMPLETE", "IMPORT_ROLLBACK_COMPLETE" ->
          List.of(
              finding(
                  Kind.OPERATION_FAILED,
                  Urgency.WARNING,
                  name,
                  what + " It was rolled back: the version before it runs.",
                  evidence,
                  fix(failure, MEND)));
      case "REVIEW_IN_PROGRESS" ->
          List.of(
              finding(
                  Kind.OPERATION_FAILED,
                  Urgency.CRITICAL,
                  null,
                  "There is a change set that nobody has executed; nothing of the stack runs.",
                  evidence,
                  "Deploy it: stacktape:deploy."));
      default -> stack.status().endsWith("_IN_PROGRESS") ? running(stack, last) : List.of();
    };
  }

  /** What is to be said where there is no stack. */
  List<Finding> absent(String stackName) {
    LastOperation creation = LastOperation.creationOfGone(cloudFormation, stackName).orElse(null);
    Failure failure = creation == null ? null : creation.failure();
    if (failure == null) {
      return List.of(
          finding(
              Kind.NOT_DEPLOYED,
              Urgency.NOTE,
              null,
              "There is no stack " + stackName + ".",
              List.of(),
              "Look at stage and region, or deploy it: stacktape:deploy."));
    }
    return List.of(
        finding(
            Kind.OPERATION_FAILED,
            Urgency.CRITICAL,
            null,
            "There is no stack %s: its first deployment failed, and what was made was removed."
                .formatted(stackName),
            List.of(words(failure)),
            fix(failure, MEND)));
  }

  private static List<Finding> running(Inventory stack, @Nullable LastOperation last) {
    List<String> atWork =
        stack.resources().stream()
            .filter(resource -> resource.status().endsWith("_IN_PROGRESS"))
            .map(resource -> resource.name() + ": " + resource.type() + " " + resource.status())
            .toList();
    String since = last == null ? "" : ", since " + last.began();
    return List.of(
        finding(
            Kind.OPERATION_RUNNING,
            Urgency.NOTE,
            null,
            "CloudFormation is at work on the stack (%s%s).".formatted(stack.status(), since),
            atWork,
            "Wait until it is done; stacktape:deploy does so by itself."));
  }

  private static String what(@Nullable String name, @Nullable LastOperation last) {
    String operation =
        last == null ? "operation" : last.kind().toLowerCase(Locale.ROOT) + " of the stack";
    String at = last == null ? "" : " (" + last.began() + ")";
    return name == null
        ? "The last %s%s failed.".formatted(operation, at)
        : "The last %s%s failed because of `%s`.".formatted(operation, at, name);
  }

  private static String words(Failure failure) {
    return "%s %s %s: %s"
        .formatted(failure.type(), failure.logicalId(), failure.status(), failure.reason());
  }

  private static String fix(@Nullable Failure failure, String otherwise) {
    return failure == null || failure.hint() == null ? otherwise : failure.hint();
  }

  private static @Nullable String name(Inventory stack, String logicalId) {
    Resource resource = stack.resource(logicalId);
    return resource == null ? logicalId : resource.name();
  }

  private static Finding finding(
      Kind kind,
      Urgency urgency,
      @Nullable String name,
      String what,
      List<String> evidence,
      @Nullable String fix) {
    return new Finding(kind, urgency, name, null, what, evidence, fix);
  }
}
