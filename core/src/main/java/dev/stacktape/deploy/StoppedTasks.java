package dev.stacktape.deploy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * The tasks of an ECS service that did not stay up, each told once: why it stopped, the exit codes
 * of its containers, and what they wrote last. ECS lists stopped tasks for an hour.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html">Stopped
 *     task errors</a>
 */
public final class StoppedTasks {
  /** Stopped on purpose: by a smaller number of tasks, a newer deployment, a person. */
  private static final Set<String> ON_PURPOSE =
      Set.of("ServiceSchedulerInitiated", "UserInitiated", "SpotInterruption");

  private static final int MOST = 10;

  private final Supplier<EcsClient> ecs;
  private final LastLogLines logs;
  private final Set<String> told = new HashSet<>();

  /** Looks through this client, which is asked for when there is a service to look at. */
  public StoppedTasks(Supplier<EcsClient> ecs, LastLogLines logs) {
    this.ecs = ecs;
    this.logs = logs;
  }

  /**
   * Those that have not been told of yet, oldest first.
   *
   * @param serviceArn {@code arn:aws:ecs:...:service/<cluster>/<name>}
   * @param since only tasks that were made after that
   */
  List<String> newlyStopped(String serviceArn, Instant since) {
    String[] path = serviceArn.substring(serviceArn.lastIndexOf(':') + 1).split("/", -1);
    if (path.length < 3) {
      return List.of();
    }
    String cluster = path[1];
    List<String> arns =
        ecs
            .get()
            .listTasks(
                list ->
                    list.cluster(cluster)
                        .serviceName(path[2])
                        .desiredStatus(DesiredStatus.STOPPED)
                        .maxResults(MOST))
            .taskArns()
            .stream()
            .filter(arn -> !told.contains(arn))
            .toList();
    if (arns.isEmpty()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    ecs.get().describeTasks(describe -> describe.cluster(cluster).tasks(arns)).tasks().stream()
        .filter(task -> "STOPPED".equals(task.lastStatus()))
        .filter(task -> task.createdAt() != null && !task.createdAt().isBefore(since))
        .filter(StoppedTasks::isFailure)
        .sorted(Comparator.comparing(Task::createdAt))
        .forEach(
            task -> {
              told.add(task.taskArn());
              texts.add(text(task));
            });
    return texts;
  }

  private static boolean isFailure(Task task) {
    String reason = Objects.requireNonNullElse(task.stoppedReason(), "");
    return reason.contains("health check") || !ON_PURPOSE.contains(task.stopCodeAsString());
  }

  private String text(Task task) {
    String containers =
        task.containers().stream()
            .filter(StoppedTasks::hasFailed)
            .map(StoppedTasks::text)
            .collect(Collectors.joining());
    return "a task stopped: "
        + Objects.requireNonNullElse(task.stoppedReason(), "no reason given")
        + containers
        + lastLines(task);
  }

  private static boolean hasFailed(Container container) {
    return container.reason() != null
        || (container.exitCode() != null && container.exitCode() != 0);
  }

  private static String text(Container container) {
    String code = container.exitCode() == null ? "" : " exited with code " + container.exitCode();
    String reason = container.reason() == null ? "" : " (" + container.reason() + ")";
    return "; container `" + container.name() + "`" + code + reason;
  }

  /** Of the container that failed, where it writes to CloudWatch. */
  private String lastLines(Task task) {
    Optional<Container> failed =
        task.containers().stream().filter(StoppedTasks::hasFailed).findFirst();
    if (failed.isEmpty()) {
      return "";
    }
    try {
      return ecs
          .get()
          .describeTaskDefinition(get -> get.taskDefinition(task.taskDefinitionArn()))
          .taskDefinition()
          .containerDefinitions()
          .stream()
          .filter(definition -> definition.name().equals(failed.get().name()))
          .findFirst()
          .map(definition -> lines(definition, task))
          .filter(lines -> !lines.isEmpty())
          .map(lines -> "; its last log lines:" + LastLogLines.indented(lines))
          .orElse("");
    } catch (SdkException blind) {
      return "";
    }
  }

  private List<String> lines(ContainerDefinition definition, Task task) {
    Map<String, String> options =
        definition.logConfiguration() == null ? Map.of() : definition.logConfiguration().options();
    String group = options.get("awslogs-group");
    String prefix = options.get("awslogs-stream-prefix");
    if (group == null || prefix == null) {
      return List.of();
    }
    String taskId = task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
    return logs.ofStream(group, prefix + "/" + definition.name() + "/" + taskId);
  }
}
