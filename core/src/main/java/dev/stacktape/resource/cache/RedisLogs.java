package dev.stacktape.resource.cache;

import dev.stacktape.name.LogicalId;
import dev.stacktape.name.PhysicalName;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.logging.LogForwarder;
import dev.stacktape.resource.logging.LogRetention;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The log of a Redis cluster: commands that took long.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html">Log
 *     delivery</a>
 */
record RedisLogs(@Nullable RedisLogging logging) {
  private static final int NAME_LIMIT = 512;

  private static String groupId(Contribution<?> to) {
    return LogicalId.of(to.name(), "LogGroup");
  }

  private boolean areKept() {
    return logging == null || !Boolean.TRUE.equals(logging.disabled());
  }

  /** Adds the log group, and what sends its lines on. */
  void contribute(Contribution<RedisProperties> to) {
    if (!areKept()) {
      return;
    }
    LogRetention retention = logging == null ? null : logging.retentionDays();
    String name =
        "/aws/vendedlogs/%s/redis/%s/slow-log"
            .formatted(to.stack().target().stackName(), to.name());
    to.add(
        groupId(to),
        CfnResource.of(
            "AWS::Logs::LogGroup",
            new Tree()
                .with("LogGroupName", PhysicalName.fit(name, NAME_LIMIT))
                .with(
                    "RetentionInDays",
                    (retention == null ? LogRetention.DAYS_30 : retention).days())
                .build()),
        "logging");
    LogForwarder.contribute(
        to,
        logging == null ? null : logging.logForwarding(),
        List.of(groupId(to)),
        "logging",
        "logForwarding");
  }

  /** What the cluster does with its log; null where it keeps none. */
  @Nullable List<Map<String, Object>> delivery(Contribution<RedisProperties> to) {
    if (!areKept()) {
      return null;
    }
    RedisLogFormat format = logging == null ? null : logging.format();
    return List.of(
        new Tree()
            .with("DestinationType", "cloudwatch-logs")
            .with(
                "DestinationDetails",
                new Tree().with("CloudWatchLogsDetails", Map.of("LogGroup", Fn.ref(groupId(to)))))
            .with("LogFormat", format == null ? RedisLogFormat.JSON : format)
            .with("LogType", "slow-log")
            .build());
  }
}
