package dev.stacktape.it;

import java.util.List;
import java.util.Map;

/** For each type of resource a change that its stack takes without replacing anything. */
final class OtherProperties {
  private static final Map<String, Object> MEMORY = Map.of("resources", Map.of("memory", 2048));

  private static final Map<String, Map<String, Object>> CHANGES =
      Map.ofEntries(
          Map.entry("application-load-balancer", Map.of()),
          Map.entry("bastion", Map.of("logging", Map.of("secure", Map.of("retentionDays", 60)))),
          Map.entry("batch-job", Map.of("timeout", 600)),
          Map.entry("bucket", Map.of("versioning", true)),
          Map.entry("dynamo-db-table", Map.of("enablePointInTimeRecovery", true)),
          Map.entry("efs-filesystem", Map.of("throughputMode", "bursting")),
          Map.entry(
              "event-bus", Map.of("archivation", Map.of("enabled", true, "retentionDays", 20))),
          Map.entry("function", Map.of("memory", 1792)),
          Map.entry("hosting-bucket", Map.of()),
          Map.entry("http-api-gateway", Map.of("logging", Map.of("retentionDays", 7))),
          Map.entry("kinesis-stream", Map.of("retentionPeriodHours", 48)),
          Map.entry("multi-container-workload", MEMORY),
          Map.entry("network-load-balancer", Map.of()),
          Map.entry("private-service", MEMORY),
          Map.entry("redis-cluster", Map.of("automatedBackupRetentionDays", 3)),
          Map.entry("relational-database", Map.of("automatedBackupRetentionDays", 5)),
          Map.entry("sns-topic", Map.of("smsDisplayName", "Other")),
          Map.entry("sqs-queue", Map.of("visibilityTimeoutSeconds", 77)),
          Map.entry("state-machine", Map.of("definition", Map.of("Comment", "Another comment"))),
          Map.entry("user-auth-pool", Map.of("passwordPolicy", Map.of("minimumLength", 14))),
          Map.entry("web-service", MEMORY),
          Map.entry("worker-service", MEMORY));

  private OtherProperties() {}

  /** What to put over the properties of a resource; empty where nothing is known. */
  static Map<String, Object> of(Map<String, Object> resource) {
    return CHANGES.getOrDefault(String.valueOf(resource.get("type")), Map.of());
  }

  /** The types of which it is known whether something can be changed. */
  static List<String> types() {
    return CHANGES.keySet().stream().sorted().toList();
  }
}
