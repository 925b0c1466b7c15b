package dev.stacktape.deploy;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A reason that AWS gives for a failed resource, and what to do about it.
 *
 * @param reason found in the text of the event; the first that matches counts
 */
record KnownFailure(Pattern reason, String hint) {
  private static final List<KnownFailure> ALL =
      List.of(
          of(
              "iam:PassRole",
              "Give the identity that deploys the permission iam:PassRole for the roles of this"
                  + " stack."),
          of(
              "not authorized to perform|AccessDenied|HandlerErrorCode: AccessDenied|Access denied",
              "Give the identity that deploys the permission that AWS names; `aws sts"
                  + " get-caller-identity` shows which identity that is."),
          of(
              "(?i)custom-named resource requires replacing",
              "A resource with a fixed name cannot be replaced while the old one has the name:"
                  + " rename it in the same change, or take the fixed name away."),
          of(
              "(?i)already exists|AlreadyExists|BucketAlreadyOwnedByYou|EntityAlreadyExists",
              "Something of this name exists outside of the stack, perhaps kept from a stack that"
                  + " was deleted: rename or delete it, or give this resource another name."),
          of(
              "(?i)limit exceeded|LimitExceeded|quota|ServiceLimitExceeded|too many",
              "The account has reached a quota: ask for more in AWS's Service Quotas console, or"
                  + " remove what is not needed."),
          of(
              "NoSuchKey|S3 Error Code: (?:NoSuchBucket|AccessDenied)|(?i)error occurred while"
                  + " GetObject",
              "The artifact is not in the deployment bucket any more: deploy again, which sends it"
                  + " anew."),
          of(
              "(?i)unzipped size must be smaller",
              "The function and its layers are over Lambda's 250 MB: leave dependencies out, or run"
                  + " it as a container."),
          of(
              "(?i)runtime parameter of|no longer supported for creating|at 'runtime' failed",
              "Choose a runtime that Lambda still takes, such as java21."),
          of(
              "UnreservedConcurrentExecution",
              "The account has too little concurrency left to reserve: lower the reserved"
                  + " concurrency of the function, or ask for a higher quota."),
          of(
              "(?i)environment variables.*(reserved|limit|exceeded|4 ?KB)",
              "Lambda reserves the names that begin with AWS_ and allows 4 KB in all: rename or"
                  + " shorten what the function's environment holds."),
          of(
              "(?i)visibility timeout.*less than|less than function timeout",
              "Make the queue's visibility timeout at least as long as the timeout of the function"
                  + " that reads it; AWS advises six times as long."),
          of(
              "(?i)more than one GSI|more than one .*index",
              "DynamoDB changes one index at a time: deploy the changes of indexes one by one."),
          of(
              "(?i)BucketNotEmpty|bucket you tried to delete is not empty",
              "The bucket still holds objects. To lose them, name the resource in"
                  + " -Dstacktape.allowDataLoss."),
          of(
              "(?i)deletion protection|DeletionProtection",
              "The resource is protected against deletion: switch that off in the config, deploy,"
                  + " and try again."),
          of(
              "(?i)DependencyViolation|has dependencies and cannot be deleted|dependent object",
              "Something outside of the stack still uses this resource: remove that first."),
          of(
              "(?i)export .* cannot be (deleted|updated) as it is in use",
              "Another stack imports this output: change that stack first."),
          of(
              "(?i)KMS|key .*(disabled|pending deletion)",
              "The resource's KMS key cannot be used: look at its state and its key policy."),
          of(
              "(?i)rate exceeded|throttl",
              "AWS was asked too much at once in this account: deploy again in a minute."),
          of(
              "(?i)security token.*expired|ExpiredToken",
              "The credentials expired while CloudFormation was at work: sign in again and"
                  + " deploy."),
          of(
              "(?i)did not stabilize|NotStabilized|timed? ?out|exceeded attempts to wait",
              "The resource did not become ready in time: look at its own logs and events."));

  private static KnownFailure of(String reason, String hint) {
    return new KnownFailure(Pattern.compile(reason), hint);
  }

  /** What to do about a reason, empty when it is not known. */
  static Optional<String> hintFor(String reason) {
    return ALL.stream()
        .filter(known -> known.reason().matcher(reason).find())
        .map(KnownFailure::hint)
        .findFirst();
  }
}
