package dev.stacktape.local.ecs;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.ResourceProvider.Settling;
import dev.stacktape.local.StateStore;
import dev.stacktape.local.ecs.EcsService.Rollout;
import dev.stacktape.local.value.StableId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All services of all clusters. Thread-safe; every change is on disk when it returns. */
final class EcsServices {
  private static final String DEFAULT_CLUSTER = "default";

  private final LocalContext context;
  private final StateStore store;

  EcsServices(LocalContext context) {
    this.context = context;
    this.store = new StateStore(context.folder("ecs").resolve("services"));
  }

  synchronized EcsService create(
      String region,
      @Nullable String clusterOrArn,
      String name,
      String taskDefinition,
      int desired,
      String token,
      Settling settling) {
    String cluster = cluster(clusterOrArn);
    EcsService present = find(region, cluster, name);
    if (present != null && present.token().equals(token)) {
      return present;
    }
    if (present != null) {
      throw new AwsError(
          400, "InvalidParameterException", "Creation of service was not idempotent.");
    }
    EcsService made =
        new EcsService(
            region,
            cluster,
            name,
            "arn:aws:ecs:%s:%s:service/%s/%s".formatted(region, context.account(), cluster, name),
            desired,
            taskDefinition,
            List.of(),
            List.of(),
            token);
    return bring(made, taskDefinition, desired, settling);
  }

  /** Another deployment begins; what it runs need not differ. */
  synchronized EcsService deploy(
      EcsService service, String taskDefinition, int desired, Settling settling) {
    EcsService changed = service.deploying(rollout(taskDefinition, settling), desired);
    write(changed);
    return changed;
  }

  /** The same by CloudFormation, which waits for its end unless it is told not to. */
  synchronized EcsService bring(
      EcsService service, String taskDefinition, int desired, Settling settling) {
    if (!settling.isDone()) {
      return deploy(service, taskDefinition, desired, settling);
    }
    EcsService changed = service.settled(rollout(taskDefinition, settling), desired);
    write(changed);
    return changed;
  }

  /** The service as it is when it is looked at now; null when there is none. */
  synchronized @Nullable EcsService look(String region, String cluster, String nameOrArn) {
    EcsService found = find(region, cluster, nameOrArn);
    if (found == null) {
      return null;
    }
    EcsService now = found.lookedAt(id(), "ecs-svc/" + id(), context.clock().millis());
    write(now);
    return now;
  }

  synchronized @Nullable EcsService find(
      String region, @Nullable String cluster, String nameOrArn) {
    String name = nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    return store.read(key(region, cluster(cluster), name), EcsService.class);
  }

  /**
   * The service.
   *
   * @throws AwsError when there is none
   */
  EcsService get(String region, @Nullable String cluster, String nameOrArn) {
    EcsService found = find(region, cluster, nameOrArn);
    if (found == null) {
      throw new AwsError(400, "ServiceNotFoundException", "Service not found.");
    }
    return found;
  }

  synchronized List<EcsService> in(String region, @Nullable String cluster) {
    return store.names().stream()
        .filter(key -> key.startsWith(region + "/" + cluster(cluster) + "/"))
        .map(key -> store.read(key, EcsService.class))
        .filter(Objects::nonNull)
        .toList();
  }

  synchronized void delete(EcsService service) {
    store.delete(key(service.region(), service.cluster(), service.name()));
  }

  private Rollout rollout(String taskDefinition, Settling settling) {
    String id = "ecs-svc/" + id();
    long now = context.clock().millis();
    return new Rollout(
        id,
        taskDefinition,
        "IN_PROGRESS",
        "ECS deployment " + id + " in progress.",
        settling.failure(),
        0,
        now,
        now + settling.time().toMillis());
  }

  private static String id() {
    return StableId.of(UUID.randomUUID().toString()).substring(0, 20);
  }

  private void write(EcsService service) {
    store.write(key(service.region(), service.cluster(), service.name()), service);
  }

  static String cluster(@Nullable String nameOrArn) {
    return nameOrArn == null
        ? DEFAULT_CLUSTER
        : nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
  }

  private static String key(String region, String cluster, String name) {
    return region + "/" + cluster + "/" + name;
  }
}
