package dev.stacktape;

import dev.stacktape.deploy.DeploymentLock;
import dev.stacktape.deploy.HeldLock;
import dev.stacktape.deploy.StackRecovery;
import dev.stacktape.event.Event;
import dev.stacktape.name.Target;
import dev.stacktape.plan.LockHolder;
import java.util.Optional;
import java.util.Set;

/** What is done about a stack, or its lock, that an earlier run left in a bad state. */
record Recovery(Operation operation) {

  /** What can be done about the stack, once nothing is under way. Needs no valid config. */
  StackRecovery.Proposal proposal() {
    Target target = operation.announcedTarget();
    return operation.ask(
        () -> {
          operation.cloud().settling().settle(target.stackName());
          return recovery(target).propose(target.stackName());
        });
  }

  /** Does what was proposed, while nobody else works on the stack. */
  StackRecovery.Proposal run(StackRecovery.Proposal proposal, Set<String> skip) {
    Target target = operation.target();
    return operation.ask(
        () -> {
          StackRecovery recovery = recovery(target);
          if (!operation.cloud().bucket().exists(target)) {
            recovery.recover(proposal, skip, () -> {});
            return proposal;
          }
          try (HeldLock lock =
              operation.cloud().lock().acquire(target.deploymentBucket(), "recover")) {
            recovery.recover(proposal, skip, lock::check);
          }
          return proposal;
        });
  }

  /** Who works on the stack; nobody where there is no lock. */
  Optional<LockHolder> lockHolder() {
    Target target = operation.announcedTarget();
    return operation.ask(() -> operation.cloud().lock().holder(target.deploymentBucket()));
  }

  /** Breaks exactly that lock; whether it was there still. */
  boolean unlock(LockHolder holder) {
    Target target = operation.target();
    return operation.ask(
        () -> {
          DeploymentLock lock = operation.cloud().lock();
          boolean broken = lock.breakLock(target.deploymentBucket(), holder);
          operation
              .events()
              .on(
                  new Event.Noted(
                      broken
                          ? "The lock is broken. Who held it stops before its next step."
                          : "The lock was given back meanwhile."));
          return broken;
        });
  }

  private StackRecovery recovery(Target target) {
    return operation.cloud().recovery(target, operation.origins(target));
  }
}
