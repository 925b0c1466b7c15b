package dev.stacktape.local.ecs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service as ECS keeps it.
 *
 * @param deployments the primary one first
 * @param stopped tasks that did not start, newest last
 * @param token of the CloudFormation operation that made it
 */
record EcsService(
    String region,
    String cluster,
    String name,
    String arn,
    int desiredCount,
    String taskDefinition,
    List<Rollout> deployments,
    List<StoppedTask> stopped,
    String token) {

  EcsService {
    deployments = List.copyOf(deployments);
    stopped = List.copyOf(stopped);
  }

  /**
   * A deployment of a service.
   *
   * @param failure why it is going to fail, null when it is going to succeed
   * @param seen how often it was looked at
   * @param created epoch milliseconds
   * @param until epoch milliseconds before which it does not come to its end
   */
  record Rollout(
      String id,
      String taskDefinition,
      String state,
      @Nullable String reason,
      @Nullable String failure,
      int seen,
      long created,
      long until) {}

  /** A task that did not start. */
  record StoppedTask(String arn, String taskDefinition, String reason, long time) {}

  /** The same with another deployment in front. */
  EcsService deploying(Rollout next, int desired) {
    List<Rollout> all = new ArrayList<>(List.of(next));
    all.addAll(deployments);
    return new EcsService(
        region, cluster, name, arn, desired, next.taskDefinition(), all, stopped, token);
  }

  /** The same with a deployment that is the only one, and done. */
  EcsService settled(Rollout only, int desired) {
    Rollout done =
        new Rollout(
            only.id(),
            only.taskDefinition(),
            "COMPLETED",
            "ECS deployment " + only.id() + " completed.",
            null,
            only.seen(),
            only.created(),
            only.until());
    return new EcsService(
        region, cluster, name, arn, desired, done.taskDefinition(), List.of(done), stopped, token);
  }

  /**
   * What has become of it when somebody looks: at the second look, when its time has come, a
   * deployment is done, or has failed and given way to the one before, as the circuit breaker does
   * it.
   */
  EcsService lookedAt(String taskId, String rollbackId, long now) {
    Rollout primary = deployments.get(0);
    if (!primary.state().equals("IN_PROGRESS")) {
      return this;
    }
    if (primary.seen() == 0) {
      List<Rollout> all = new ArrayList<>(deployments);
      all.set(
          0,
          new Rollout(
              primary.id(),
              primary.taskDefinition(),
              primary.state(),
              primary.reason(),
              primary.failure(),
              1,
              primary.created(),
              primary.until()));
      return new EcsService(
          region, cluster, name, arn, desiredCount, taskDefinition, all, stopped, token);
    }
    if (now < primary.until()) {
      return this;
    }
    if (primary.failure() == null) {
      return settled(primary, desiredCount);
    }
    return failed(primary, primary.failure(), taskId, rollbackId, now);
  }

  private EcsService failed(
      Rollout primary, String failure, String taskId, String rollbackId, long now) {
    Rollout before = deployments.size() > 1 ? deployments.get(1) : null;
    Rollout failing =
        new Rollout(
            primary.id(),
            primary.taskDefinition(),
            "FAILED",
            "ECS deployment circuit breaker: tasks failed to start.",
            failure,
            2,
            primary.created(),
            primary.until());
    List<StoppedTask> all = new ArrayList<>(stopped);
    all.add(
        new StoppedTask(
            arn.replace(":service/", ":task/").replaceFirst("/[^/]+$", "/" + taskId),
            primary.taskDefinition(),
            failure,
            now));
    if (before == null) {
      // A new service has nothing to go back to.
      return new EcsService(
          region, cluster, name, arn, desiredCount, taskDefinition, List.of(failing), all, token);
    }
    Rollout rollback =
        new Rollout(
            rollbackId,
            before.taskDefinition(),
            "COMPLETED",
            "ECS deployment circuit breaker: rolling back to " + before.id() + ".",
            null,
            2,
            now,
            now);
    return new EcsService(
        region,
        cluster,
        name,
        arn,
        desiredCount,
        before.taskDefinition(),
        List.of(rollback, failing),
        all,
        token);
  }
}
