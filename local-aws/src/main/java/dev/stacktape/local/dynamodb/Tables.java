package dev.stacktape.local.dynamodb;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.StateStore;
import dev.stacktape.local.value.Document;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Makes, changes and removes tables through DynamoDB's own API. */
final class Tables {
  private static final String API = "DynamoDB_20120810.";
  private static final long PAUSE_NANOS = 20_000_000;

  /** DynamoDB Local now and then fails to describe a table while it builds an index. */
  private static final int READ_TRIES = 5;

  private final DynamoDb dynamoDb;
  private final StateStore tokens;

  /**
   * Tables.
   *
   * @param tokens which request has made a table; tells a repeated request from a foreign table
   */
  Tables(DynamoDb dynamoDb, StateStore tokens) {
    this.dynamoDb = dynamoDb;
    this.tokens = tokens;
  }

  /** Makes a table, waits until it is active and describes it. */
  Document create(String region, TableSettings settings, String token) {
    String name = settings.name();
    if (find(region, name) == null) {
      tokens.write(name, token);
      call("CreateTable", region, settings.create());
    } else if (!token.equals(tokens.read(name, String.class))) {
      throw new AwsError(
          400, "AlreadyExists", "Resource with identifier '" + name + "' already exists.");
    }
    awaitActive(region, name);
    setTimeToLive(region, settings);
    return describe(region, name);
  }

  /** Brings a table to other settings, one step at a time as DynamoDB demands, and describes it. */
  Document update(String region, TableSettings settings) {
    Document table = describe(region, settings.name());
    Document wanted = settings.create();
    Document present = table.at("BillingModeSummary");
    String mode = present.text("BillingMode", "PROVISIONED");
    boolean otherMode = !mode.equals(wanted.text("BillingMode"));
    if (otherMode || throughputDiffers(table, wanted)) {
      change(
          region,
          settings,
          Document.empty()
              .with("BillingMode", wanted.get("BillingMode"))
              .with("ProvisionedThroughput", wanted.get("ProvisionedThroughput")));
    }
    if (table.flag("DeletionProtectionEnabled", false) != settings.deletionProtection()) {
      change(
          region,
          settings,
          Document.empty().with("DeletionProtectionEnabled", settings.deletionProtection()));
    }
    updateStream(region, settings, table);
    updateIndexes(region, settings, table);
    setTimeToLive(region, settings);
    return describe(region, settings.name());
  }

  private static boolean throughputDiffers(Document table, Document wanted) {
    if (!wanted.has("ProvisionedThroughput")) {
      return false;
    }
    Document has = table.at("ProvisionedThroughput");
    Document wants = wanted.at("ProvisionedThroughput");
    return has.number("ReadCapacityUnits", 0) != wants.number("ReadCapacityUnits", 0)
        || has.number("WriteCapacityUnits", 0) != wants.number("WriteCapacityUnits", 0);
  }

  private void updateStream(String region, TableSettings settings, Document table) {
    String has = table.at("StreamSpecification").text("StreamViewType");
    String wants = settings.create().at("StreamSpecification").text("StreamViewType");
    if (Objects.equals(has, wants)) {
      return;
    }
    if (has != null) {
      change(region, settings, stream(Map.of("StreamEnabled", false)));
    }
    if (wants != null) {
      Map<String, Object> on = Map.of("StreamEnabled", true, "StreamViewType", wants);
      change(region, settings, stream(on));
    }
  }

  private static Document stream(Map<String, Object> specification) {
    return Document.empty().with("StreamSpecification", specification);
  }

  private void updateIndexes(String region, TableSettings settings, Document table) {
    Set<String> present = new LinkedHashSet<>();
    table
        .documents("GlobalSecondaryIndexes")
        .forEach(index -> present.add(index.required("IndexName")));
    for (String name : present) {
      if (!settings.indexes().containsKey(name)) {
        index(region, settings, "Delete", Map.of("IndexName", name));
      }
    }
    settings
        .indexes()
        .forEach(
            (name, index) -> {
              if (!present.contains(name)) {
                index(region, settings, "Create", index.values());
              }
            });
  }

  private void index(
      String region, TableSettings settings, String action, Map<String, Object> index) {
    change(
        region,
        settings,
        Document.empty()
            .with("AttributeDefinitions", settings.create().get("AttributeDefinitions"))
            .with("GlobalSecondaryIndexUpdates", List.of(Map.of(action, index))));
  }

  private void change(String region, TableSettings settings, Document change) {
    call("UpdateTable", region, change.with("TableName", settings.name()));
    awaitActive(region, settings.name());
  }

  private void setTimeToLive(String region, TableSettings settings) {
    Document name = Document.empty().with("TableName", settings.name());
    Document present = call("DescribeTimeToLive", region, name).at("TimeToLiveDescription");
    boolean enabled = present.text("TimeToLiveStatus", "").startsWith("ENABL");
    String has = enabled ? present.text("AttributeName") : null;
    if (Objects.equals(has, settings.ttlAttribute())) {
      return;
    }
    if (has != null) {
      timeToLive(region, name, has, false);
    }
    if (settings.ttlAttribute() != null) {
      timeToLive(region, name, settings.ttlAttribute(), true);
    }
  }

  private void timeToLive(String region, Document name, String attribute, boolean enabled) {
    Map<String, Object> specification = Map.of("AttributeName", attribute, "Enabled", enabled);
    call("UpdateTimeToLive", region, name.with("TimeToLiveSpecification", specification));
  }

  /** Removes a table; quiet when it is not there. */
  void delete(String region, String name) {
    if (find(region, name) != null) {
      call("DeleteTable", region, Document.empty().with("TableName", name));
      while (find(region, name) != null) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    tokens.delete(name);
  }

  private void awaitActive(String region, String name) {
    while (!isActive(describe(region, name))) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static boolean isActive(Document table) {
    return table.text("TableStatus", "").equals("ACTIVE")
        && table.documents("GlobalSecondaryIndexes").stream()
            .allMatch(index -> index.text("IndexStatus", "ACTIVE").equals("ACTIVE"));
  }

  private Document describe(String region, String name) {
    return call("DescribeTable", region, Document.empty().with("TableName", name)).at("Table");
  }

  private @Nullable Document find(String region, String name) {
    try {
      return describe(region, name);
    } catch (AwsError e) {
      if (e.code().equals("ResourceNotFoundException")) {
        return null;
      }
      throw e;
    }
  }

  private Document call(String operation, String region, Document input) {
    int tries = operation.startsWith("Describe") ? READ_TRIES : 1;
    while (true) {
      try {
        return dynamoDb.call(API + operation, region, input);
      } catch (AwsError e) {
        tries--;
        if (e.status() < 500 || tries == 0) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }
}
