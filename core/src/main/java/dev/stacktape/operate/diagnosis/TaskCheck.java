package dev.stacktape.operate.diagnosis;

import dev.stacktape.event.Amounts;
import dev.stacktape.operate.diagnosis.Finding.Kind;
import dev.stacktape.operate.diagnosis.Finding.Urgency;
import dev.stacktape.operate.inventory.Inventory;
import dev.stacktape.operate.inventory.Inventory.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * Services of ECS that run fewer tasks than they should, and tasks that stopped by themselves.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html">Stopped
 *     task errors</a>
 */
final class TaskCheck implements Check {
  private static final String SERVICE = "AWS::ECS::Service";
  private static final int LATEST_EVENTS = 3;
  private static final int LATEST_TASKS = 100;
  private static final int LINES = 10;

  /** A container writes its last lines just before its task counts as stopped. */
  private static final Duration BEFORE_STOP = Duration.ofMinutes(5);

  private final EcsClient ecs;
  private final LastLines lastLines;

  /** Reads the last lines of a container's log. */
  interface LastLines {
    /**
     * The last lines, the oldest first; none where there is no such log.
     *
     * @param container which of the resource's containers
     */
    List<String> of(
        Inventory stack, String resourceName, String container, Instant from, int lines);
  }

  TaskCheck(EcsClient ecs, LastLines lastLines) {
    this.ecs = ecs;
    this.lastLines = lastLines;
  }

  @Override
  public String subject() {
    return "the containers";
  }

  @Override
  public List<Finding> look(Inventory stack, Instant from, Instant to) {
    List<Finding> findings = new ArrayList<>();
    for (Resource service : stack.ofType(SERVICE)) {
      String cluster = cluster(service.id());
      ecs
          .describeServices(request -> request.cluster(cluster).services(service.id()))
          .services()
          .stream()
          .findFirst()
          .ifPresent(
              found -> {
                missing(service, found).ifPresent(findings::add);
                findings.addAll(stopped(stack, service, found, cluster, from));
              });
    }
    return findings;
  }

  /** {@code arn:aws:ecs:region:account:service/cluster/name}. */
  private static String cluster(String serviceArn) {
    List<String> parts = List.of(serviceArn.split("/", -1));
    return parts.size() == 3 ? parts.get(1) : "default";
  }

  private static Optional<Finding> missing(Resource resource, Service service) {
    boolean failed =
        service.deployments().stream()
            .map(Deployment::rolloutState)
            .anyMatch(DeploymentRolloutState.FAILED::equals);
    if (service.runningCount() >= service.desiredCount() && !failed) {
      return Optional.empty();
    }
    List<String> evidence = new ArrayList<>();
    service.deployments().stream()
        .filter(deployment -> deployment.rolloutState() == DeploymentRolloutState.FAILED)
        .map(Deployment::rolloutStateReason)
        .filter(Objects::nonNull)
        .forEach(reason -> evidence.add("ECS: " + reason));
    service.events().stream()
        .limit(LATEST_EVENTS)
        .forEach(event -> evidence.add(event.createdAt() + "  " + event.message()));
    return Optional.of(
        new Finding(
            Kind.TASKS_MISSING,
            service.runningCount() == 0 ? Urgency.CRITICAL : Urgency.WARNING,
            resource.resourceName(),
            null,
            "`%s` runs %d of %d instances."
                .formatted(resource.name(), service.runningCount(), service.desiredCount()),
            evidence,
            "Look at why they stop or do not start: the other findings,"
                + " stacktape:logs -Dstacktape.resourceName="
                + resource.name()
                + "."));
  }

  private List<Finding> stopped(
      Inventory stack, Resource resource, Service service, String cluster, Instant from) {
    List<String> arns =
        ecs.listTasks(
                request ->
                    request
                        .cluster(cluster)
                        .serviceName(service.serviceName())
                        .desiredStatus(DesiredStatus.STOPPED)
                        .maxResults(LATEST_TASKS))
            .taskArns();
    if (arns.isEmpty()) {
      return List.of();
    }
    Map<String, List<Task>> byReason = new LinkedHashMap<>();
    ecs.describeTasks(request -> request.cluster(cluster).tasks(arns)).tasks().stream()
        .filter(task -> task.stoppedAt() != null && !task.stoppedAt().isBefore(from))
        .filter(TaskCheck::isByItself)
        .forEach(
            task -> byReason.computeIfAbsent(reason(task), reason -> new ArrayList<>()).add(task));
    List<Finding> findings = new ArrayList<>();
    byReason.forEach((reason, tasks) -> findings.add(finding(stack, resource, reason, tasks)));
    return findings;
  }

  /** Neither scaled in nor replaced by a deployment. */
  private static boolean isByItself(Task task) {
    if (task.stopCode() == TaskStopCode.USER_INITIATED) {
      return false;
    }
    String reason = Objects.requireNonNullElse(task.stoppedReason(), "");
    return !reason.startsWith("Scaling activity initiated by")
        || reason.contains("unhealthy")
        || reason.contains("failed");
  }

  private static String reason(Task task) {
    List<String> reasons = new ArrayList<>();
    reasons.add(Objects.requireNonNullElse(task.stoppedReason(), "ECS gives no reason"));
    for (Container container : task.containers()) {
      Integer exitCode = container.exitCode();
      if (container.reason() != null || (exitCode != null && exitCode != 0)) {
        reasons.add(
            "container %s%s%s"
                .formatted(
                    container.name(),
                    exitCode == null ? "" : " exited with " + exitCode,
                    container.reason() == null ? "" : ": " + container.reason()));
      }
    }
    return String.join("; ", reasons);
  }

  private Finding finding(Inventory stack, Resource resource, String reason, List<Task> tasks) {
    Task last =
        tasks.stream()
            .reduce((one, other) -> one.stoppedAt().isAfter(other.stoppedAt()) ? one : other)
            .orElseThrow();
    List<String> evidence = new ArrayList<>();
    evidence.add(
        "%d times, last at %s: %s"
            .formatted(tasks.size(), Amounts.moment(last.stoppedAt()), reason));
    culprit(last)
        .ifPresent(
            container ->
                lastLines
                    .of(
                        stack,
                        resource.name(),
                        container,
                        last.stoppedAt().minus(BEFORE_STOP),
                        LINES)
                    .forEach(line -> evidence.add(container + " | " + line)));
    StopReason known = StopReason.of(reason);
    return new Finding(
        known.kind(),
        Urgency.CRITICAL,
        resource.resourceName(),
        null,
        known.what().formatted(resource.name()),
        evidence,
        known.fix().formatted(resource.name()));
  }

  private static Optional<String> culprit(Task task) {
    return task.containers().stream()
        .filter(container -> container.exitCode() != null && container.exitCode() != 0)
        .findFirst()
        .or(() -> task.containers().stream().findFirst())
        .map(Container::name);
  }
}
