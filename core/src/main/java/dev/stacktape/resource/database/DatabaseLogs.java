package dev.stacktape.resource.database;

import dev.stacktape.name.LogicalId;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.logging.LogForwarder;
import dev.stacktape.resource.logging.LogRetention;
import dev.stacktape.template.CfnResource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The logs that a database passes on. Their groups are made before it, because AWS would make them
 * without an end.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html">Publishing
 *     logs</a>
 */
record DatabaseLogs(Product product, @Nullable DatabaseLogging logging) {

  /** The words for them, none where logging is off. */
  List<String> types() {
    if (logging != null && Boolean.TRUE.equals(logging.disabled())) {
      return List.of();
    }
    return logging == null || logging.logTypes().isEmpty()
        ? product.usualLogs()
        : logging.logTypes();
  }

  boolean has(String type) {
    return types().contains(type);
  }

  /**
   * Sends them on, where the config says so.
   *
   * @param groupIds logical ids of their groups
   */
  void forward(Contribution<?> to, List<String> groupIds) {
    LogForwarder.contribute(
        to, logging == null ? null : logging.logForwarding(), groupIds, "logging", "logForwarding");
  }

  /**
   * Adds their groups.
   *
   * @param part what of the database writes them, such as {@code Instance}
   * @param identifier of the machine or cluster at AWS
   * @return the logical ids
   */
  List<String> contribute(Contribution<?> to, String part, String identifier) {
    LogRetention wanted = logging == null ? null : logging.retentionDays();
    int days = (wanted == null ? LogRetention.DAYS_90 : wanted).days();
    String kind = product.isAurora() ? "cluster" : "instance";
    for (String type : types()) {
      to.add(
          groupId(to.name(), part, type),
          CfnResource.of(
              "AWS::Logs::LogGroup",
              new Tree()
                  .with("LogGroupName", "/aws/rds/%s/%s/%s".formatted(kind, identifier, type))
                  .with("RetentionInDays", days)
                  .build()),
          "logging");
    }
    return groupIds(to.name(), part);
  }

  /** The logical ids of the groups of one part. */
  List<String> groupIds(String database, String part) {
    return types().stream().map(type -> groupId(database, part, type)).toList();
  }

  private static String groupId(String database, String part, String type) {
    return LogicalId.of(database, part, type, "LogGroup");
  }
}
