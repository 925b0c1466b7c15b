package dev.stacktape.resource.container;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.logging.LogForwarder;
import dev.stacktape.resource.logging.LogRetention;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The log groups of a workload, one for each container. */
final class ContainerLogs {
  private ContainerLogs() {}

  static boolean areKept(@Nullable ContainerLogging logging) {
    return logging == null || !Boolean.TRUE.equals(logging.disabled());
  }

  /** Adds the log groups, and what sends them on. */
  static void contribute(Contribution<WorkloadProperties> to, WorkloadNames names) {
    List<LogForwarder.Source> sources = new ArrayList<>();
    for (int i = 0; i < to.properties().containers().size(); i++) {
      WorkloadContainer container = to.properties().containers().get(i);
      if (areKept(container.logging())) {
        to.add(
            names.logGroupId(container.name()),
            group(names.logGroupName(container.name()), container.logging()),
            ContainerPlace.of(to.resource(), i, "logging"));
        if (container.logging() != null && container.logging().logForwarding() != null) {
          sources.add(
              new LogForwarder.Source(
                  names.logGroupId(container.name()),
                  container.logging().logForwarding(),
                  List.of(ContainerPlace.of(to.resource(), i, "logging", "logForwarding"))));
        }
      }
    }
    LogForwarder.contribute(to, sources);
  }

  /** A log group that forgets some day. */
  static CfnResource group(String name, @Nullable ContainerLogging logging) {
    LogRetention retention = logging == null ? null : logging.retentionDays();
    return CfnResource.of(
        "AWS::Logs::LogGroup",
        new Tree()
            .with("LogGroupName", name)
            .with("RetentionInDays", (retention == null ? LogRetention.DAYS_90 : retention).days())
            .build());
  }

  /** What ECS does with the output of a container. */
  static @Nullable Tree configuration(WorkloadContainer container, WorkloadNames names) {
    if (!areKept(container.logging())) {
      return null;
    }
    return toGroup(Fn.ref(names.logGroupId(container.name())), "ecs");
  }

  /** Output that goes to a log group, in streams whose names begin in the same way. */
  static Tree toGroup(Object logGroup, String prefix) {
    Map<String, Object> options =
        new Tree()
            .with("awslogs-group", logGroup)
            .with("awslogs-region", Fn.ref("AWS::Region"))
            .with("awslogs-stream-prefix", prefix)
            .build();
    return new Tree().with("LogDriver", "awslogs").with("Options", options);
  }
}
