package dev.stacktape.deploy;

import dev.stacktape.aws.AwsErrors;
import dev.stacktape.aws.Polling;
import dev.stacktape.event.Amounts;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.name.Target;
import dev.stacktape.plan.Change;
import dev.stacktape.plan.Plan;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.template.TemplateText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DeletionMode;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Deletes a stack with its deployment bucket. The order is what keeps data safe: nothing is emptied
 * before CloudFormation has deleted the stack, and a run that is killed anywhere is finished by the
 * next. The reasoning stands in {@code docs/decisions/0003-deleting-a-stack-with-data.md}.
 */
public final class StackDeletion {
  private static final Duration LONGEST = Duration.ofHours(12);

  private final CloudFormationClient cloudFormation;
  private final S3Client s3;
  private final DeploymentBucket deploymentBucket;
  private final ImageRepository images;
  private final Uploads uploads;
  private final ChangeSetDeployment deployment;
  private final EventListener events;
  private final Polling polling;
  private final Emptying emptying;

  /** Deletes through these clients. */
  public StackDeletion(
      CloudFormationClient cloudFormation,
      S3Client s3,
      DeploymentBucket deploymentBucket,
      ImageRepository images,
      Uploads uploads,
      EventListener events,
      Polling polling) {
    this.cloudFormation = cloudFormation;
    this.s3 = s3;
    this.deploymentBucket = deploymentBucket;
    this.images = images;
    this.uploads = uploads;
    this.deployment = new ChangeSetDeployment(cloudFormation, events, polling);
    this.events = events;
    this.polling = polling;
    this.emptying = new Emptying(s3);
  }

  /** Something that is no longer in the stack but still there, with its data. */
  public record Kept(String logicalId, String type, String physicalId) {}

  /**
   * What came of it.
   *
   * @param existed false when there was no stack
   * @param kept what was left behind because its policy says so and nobody consented to its loss
   */
  public record Outcome(boolean existed, List<Kept> kept) {}

  /** Deletes a stack that is whole in its region. */
  public Outcome delete(DeletionRequest request, Runnable lastCheck) {
    return delete(request, lastCheck, () -> {});
  }

  /**
   * Deletes the stack; that there is none is success.
   *
   * @param lastCheck is run just before the stack is deleted; what it throws ends the deletion with
   *     no data touched
   * @param afterStack is run when the stack is gone, before its deployment bucket goes
   * @throws StacktapeException {@code DATA_LOSS_NOT_ALLOWED} naming each resource, {@code
   *     STACK_PROTECTED}, {@code PLAN_STALE}, {@code DELETION_FAILED} with the first cause
   */
  public Outcome delete(DeletionRequest request, Runnable lastCheck, Runnable afterStack) {
    Optional<Stack> found = Stacks.find(cloudFormation, request.stackName());
    if (found.isEmpty()) {
      afterStack.run();
      boolean left = finish(request, pending -> true);
      events.on(new Event.Noted(nothingThere(request.stackName(), left)));
      return new Outcome(false, List.of());
    }
    Stack stack = found.get();
    requireUnprotected(stack);
    requireConsent(request);
    Freshness.require(request.deployed(), found);
    setPolicies(request, stack, lastCheck);
    Map<String, StackResourceSummary> resources = Stacks.resources(cloudFormation, stack.stackId());
    writeDown(request, stack, resources);
    lastCheck.run();
    StackWatch.Outcome outcome =
        deleteStack(request, stack, stuckBuckets(request, stack, resources), DeletionMode.STANDARD);
    if (outcome.status().equals("DELETE_FAILED")) {
      outcome = deleteAllBut(request, stack, outcome, lastCheck);
    }
    if (!outcome.status().equals("DELETE_COMPLETE")) {
      throw failed(request, stack, outcome);
    }
    afterStack.run();
    // A note that is still there from a stack of this name before this one is no consent.
    var unused = finish(request, pending -> pending.stackId().equals(stack.stackId()));
    return new Outcome(true, kept(request, resources));
  }

  private static String nothingThere(String stackName, boolean left) {
    return left
        ? "There is no stack " + stackName + "; what an earlier deletion left of it was removed."
        : "There is no stack " + stackName + "; nothing to delete.";
  }

  /**
   * Goes on only when nothing that is known beforehand keeps the stack from being deleted, so that
   * no script runs for a deletion that does not come.
   *
   * @throws StacktapeException {@code STACK_PROTECTED}
   */
  public void requireDeletable(String stackName) {
    Stacks.find(cloudFormation, stackName).ifPresent(StackDeletion::requireUnprotected);
  }

  private static void requireUnprotected(Stack stack) {
    if (Boolean.TRUE.equals(stack.enableTerminationProtection())) {
      throw new StacktapeException(
          DeployCode.STACK_PROTECTED
              .error("The stack " + stack.stackName() + " is protected against deletion.")
              .hint(
                  "Set deploymentConfig.terminationProtection to false and deploy, or run `aws"
                      + " cloudformation update-termination-protection"
                      + " --no-enable-termination-protection --stack-name "
                      + stack.stackName()
                      + "`."));
    }
  }

  private static void requireConsent(DeletionRequest request) {
    List<Problem> losses =
        request.lossesWithoutConsent().stream().map(StackDeletion::notAllowed).toList();
    if (!losses.isEmpty()) {
      throw new StacktapeException(losses);
    }
  }

  private static Problem notAllowed(Change change) {
    String name = change.origin().resourceName();
    String consent = name == null ? change.logicalId() : name;
    return DeployCode.DATA_LOSS_NOT_ALLOWED
        .error(
            "Deleting the stack would lose the data in `" + consent + "` (" + change.type() + ").")
        .at(change.origin().location())
        .hint("To lose it, say so: -Dstacktape.allowDataLoss=" + consent);
  }

  /** Only an update can change policies, and only some states take one. */
  private void setPolicies(DeletionRequest request, Stack stack, Runnable lastCheck) {
    DeletionPolicies policies = DeletionPolicies.of(request);
    boolean updatable = StackCondition.of(stack.stackStatusAsString()) == StackCondition.READY;
    if (policies.areSet() || !updatable) {
      return;
    }
    deploymentBucket.ensure(request.target(), request.deployed().tags());
    String text = TemplateText.toCompactJson(policies.applied());
    Uploads.StoredTemplate template = uploads.template(request.target().deploymentBucket(), text);
    Plan nothingElse =
        new Plan(
            request.plan().id(),
            request.target(),
            List.of(),
            List.of(),
            Plan.Route.CHANGE_SET,
            List.of(),
            List.of());
    var unused =
        deployment.execute(
            new ChangeSetRequest(
                nothingElse,
                request.deployed(),
                template,
                request.deployed().parameters(),
                request.origins(),
                request.deployed().tags(),
                DeploymentSettings.DEFAULT),
            lastCheck);
  }

  private void writeDown(
      DeletionRequest request, Stack stack, Map<String, StackResourceSummary> resources) {
    List<String> buckets =
        DeletionPolicies.buckets(request).stream()
            .map(resources::get)
            .filter(Objects::nonNull)
            .map(StackResourceSummary::physicalResourceId)
            .filter(Objects::nonNull)
            .toList();
    if (!buckets.isEmpty()) {
      deploymentBucket.ensure(request.target(), request.deployed().tags());
      new PendingDeletion(stack.stackId(), buckets).write(s3, request.target().deploymentBucket());
    }
  }

  private StackWatch.Outcome deleteStack(
      DeletionRequest request, Stack stack, List<String> retained, DeletionMode mode) {
    StackWatch watch = new StackWatch(cloudFormation, events, polling);
    StackWatch.Start start = watch.before(stack.stackId());
    cloudFormation.deleteStack(
        delete ->
            delete
                .stackName(stack.stackId())
                .clientRequestToken(UUID.randomUUID().toString())
                .retainResources(retained)
                .deletionMode(mode));
    return watch.follow(start, request.origins(), LONGEST);
  }

  /** Deletes the rest where everything that could not be deleted may stay behind. */
  private StackWatch.Outcome deleteAllBut(
      DeletionRequest request, Stack stack, StackWatch.Outcome failed, Runnable lastCheck) {
    List<StuckResource> stuck =
        StuckResource.in(cloudFormation, stack.stackId(), request.origins());
    if (stuck.isEmpty() || !stuck.stream().allMatch(request.leaving()::allows)) {
      return failed;
    }
    lastCheck.run();
    StackWatch.Outcome outcome =
        request.leaving().anything()
            ? deleteStack(request, stack, List.of(), DeletionMode.FORCE_DELETE_STACK)
            : deleteStack(
                request,
                stack,
                stuck.stream().map(StuckResource::logicalId).toList(),
                DeletionMode.STANDARD);
    if (outcome.status().equals("DELETE_COMPLETE")) {
      stuck.forEach(one -> events.on(new Event.Warned(leftBehind(one))));
    }
    return outcome;
  }

  private static Problem leftBehind(StuckResource stuck) {
    return DeployCode.RESOURCE_LEFT_BEHIND
        .warning(
            "%s %s is in no stack any more, but is still there: it could not be deleted."
                .formatted(stuck.type(), Objects.requireNonNullElse(stuck.physicalId(), "")))
        .hint("Delete it by hand when it is not needed.");
  }

  private StacktapeException failed(
      DeletionRequest request, Stack stack, StackWatch.Outcome outcome) {
    String stuck =
        StuckResource.list(StuckResource.in(cloudFormation, stack.stackId(), request.origins()));
    return new DeploymentFailure(cloudFormation, request.origins())
        .explain(
            DeployCode.DELETION_FAILED,
            outcome,
            "What could be deleted is gone; run `delete` again when this is mended"
                + (stuck.isEmpty()
                    ? "."
                    : ", or leave behind what cannot be deleted: -Dstacktape.retain=" + stuck));
  }

  /**
   * Buckets that an earlier deletion could not delete because there was something in them. They are
   * removed after the stack; AWS takes this list only where a deletion has failed.
   */
  private static List<String> stuckBuckets(
      DeletionRequest request, Stack stack, Map<String, StackResourceSummary> resources) {
    if (StackCondition.of(stack.stackStatusAsString()) != StackCondition.DELETE_FAILED) {
      return List.of();
    }
    return DeletionPolicies.buckets(request).stream()
        .map(resources::get)
        .filter(Objects::nonNull)
        .filter(bucket -> bucket.resourceStatusAsString().equals("DELETE_FAILED"))
        .map(StackResourceSummary::logicalResourceId)
        .toList();
  }

  /** What comes after the stack; whether there was anything to do. */
  private boolean finish(DeletionRequest request, Predicate<PendingDeletion> isMeant) {
    Target target = request.target();
    images.remove(target, hasImages(request));
    if (!deploymentBucket.exists(target)) {
      return false;
    }
    PendingDeletion.read(s3, target.deploymentBucket())
        .filter(isMeant)
        .ifPresent(this::removeBuckets);
    deploymentBucket.remove(target, emptying);
    return true;
  }

  private static boolean hasImages(DeletionRequest request) {
    return TemplateText.toCompactJson(request.deployed().template())
        .contains(request.target().imageRepository());
  }

  private void removeBuckets(PendingDeletion pending) {
    boolean gone =
        Stacks.find(cloudFormation, pending.stackId())
            .map(stack -> stack.stackStatusAsString().equals("DELETE_COMPLETE"))
            .orElse(true);
    if (!gone) {
      throw new IllegalStateException("The stack " + pending.stackId() + " is there still");
    }
    for (String bucket : pending.buckets()) {
      if (belongsTo(bucket, pending.stackId())) {
        long versions = emptying.all(bucket);
        emptying.removeBucket(bucket);
        events.on(
            new Event.Noted(
                "Bucket %s deleted with %s in it."
                    .formatted(bucket, Amounts.count(versions, "object"))));
      }
    }
  }

  /** CloudFormation tags what it makes; a bucket that another stack has taken over is not ours. */
  private boolean belongsTo(String bucket, String stackId) {
    try {
      return s3.getBucketTagging(get -> get.bucket(bucket)).tagSet().stream()
          .filter(tag -> tag.key().equals("aws:cloudformation:stack-id"))
          .allMatch(tag -> tag.value().equals(stackId));
    } catch (S3Exception answer) {
      if (AwsErrors.code(answer).equals("NoSuchTagSet")) {
        return true;
      }
      if (answer.statusCode() == 404) {
        return false;
      }
      throw answer;
    }
  }

  private static List<Kept> kept(
      DeletionRequest request, Map<String, StackResourceSummary> resources) {
    return request.plan().changes().stream()
        .filter(change -> change.data() == Change.Data.KEPT && !request.mayLose(change))
        .map(change -> resources.get(change.logicalId()))
        .filter(Objects::nonNull)
        .map(
            resource ->
                new Kept(
                    resource.logicalResourceId(),
                    resource.resourceType(),
                    resource.physicalResourceId()))
        .toList();
  }
}
