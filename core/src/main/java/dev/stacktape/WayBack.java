package dev.stacktape;

import dev.stacktape.deploy.DeployCode;
import dev.stacktape.name.Target;
import dev.stacktape.plan.Change;
import dev.stacktape.plan.Version;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings the version before back when a deployment in express mode does not get ready. Where
 * CloudFormation waits itself it does the same; but it deletes what it has replaced only after
 * that, so what would lose data is left to somebody who agrees to it.
 *
 * @param planned what did not get ready
 * @param version on record for that
 */
record WayBack(Cloud cloud, Phases phases, PlannedDeployment planned, Version version) {

  /**
   * Goes back if it can.
   *
   * @param failure why
   * @param deploying carries a plan out
   * @return the same failure, with what became of going back
   */
  StacktapeException after(StacktapeException failure, Consumer<PlannedDeployment> deploying) {
    boolean notReady =
        failure.problems().stream().anyMatch(one -> one.code().equals(DeployCode.NOT_READY.name()));
    // Who cancels wants nothing more to be done.
    Optional<Version> before = notReady ? before() : Optional.empty();
    if (before.isEmpty()) {
      return failure;
    }
    int number = before.get().number();
    try {
      PlannedDeployment back = plan(before.get());
      List<Change> losses = back.plan().losses();
      if (!losses.isEmpty()) {
        return with(
            failure,
            "Going back to version %d would lose the data of %s, so it is left to you: stacktape:rollback."
                .formatted(number, names(losses)));
      }
      phases.note("Not everything got ready: going back to version %d.".formatted(number));
      deploying.accept(back);
    } catch (StacktapeException another) {
      StacktapeException both =
          StacktapeException.cloud(
              Stream.concat(failure.problems().stream(), another.problems().stream()).toList(),
              failure);
      both.addSuppressed(another);
      return both;
    }
    return with(
        failure,
        "The stack has gone back to version %d, as after any deployment that fails. Mend it and deploy again."
            .formatted(number));
  }

  /** What was deployed before. */
  private Optional<Version> before() {
    return cloud.versions().list(target().deploymentBucket()).stream()
        .filter(one -> one.number() < version.number())
        .findFirst();
  }

  private PlannedDeployment plan(Version before) {
    return new Rollback(
            target(), planned.synthesis().origins(), planned.settings(), planned.infoFile())
        .plan(before, version, cloud, planned.needsApproval(), phases);
  }

  private Target target() {
    return planned.plan().target();
  }

  private static String names(List<Change> changes) {
    return changes.stream()
        .map(change -> "`" + change.origin().resourceName() + "`")
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static StacktapeException with(StacktapeException failure, String hint) {
    List<Problem> problems = failure.problems().stream().map(one -> one.hint(hint)).toList();
    return StacktapeException.cloud(problems, failure);
  }
}
