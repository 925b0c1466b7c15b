package dev.stacktape.local.dynamodb;

import dev.stacktape.local.value.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table as CloudFormation's properties want it, in the words of DynamoDB's API.
 *
 * @param create a {@code CreateTable} request
 * @param indexes global secondary indexes by name, as in the request
 * @param ttlAttribute null when items do not expire
 */
record TableSettings(
    String name,
    Document create,
    Map<String, Document> indexes,
    @Nullable String ttlAttribute,
    boolean deletionProtection) {
  private static final int DEFAULT_UNITS = 5;

  static TableSettings of(String name, Document properties, String region) {
    boolean provisioned = !properties.text("BillingMode", "").equals("PAY_PER_REQUEST");
    Document create =
        Document.empty()
            .with("TableName", name)
            .with("KeySchema", properties.get("KeySchema"))
            .with("AttributeDefinitions", properties.get("AttributeDefinitions"))
            .with("BillingMode", provisioned ? "PROVISIONED" : "PAY_PER_REQUEST")
            .with("LocalSecondaryIndexes", properties.get("LocalSecondaryIndexes"))
            .with("StreamSpecification", stream(properties));
    if (provisioned) {
      create = create.with("ProvisionedThroughput", throughput(properties));
    }
    Map<String, Document> indexes = new LinkedHashMap<>();
    for (Document index : properties.documents("GlobalSecondaryIndexes")) {
      indexes.put(index.required("IndexName"), index(index, provisioned));
    }
    if (!indexes.isEmpty()) {
      List<Map<String, Object>> all = indexes.values().stream().map(Document::values).toList();
      create = create.with("GlobalSecondaryIndexes", all);
    }
    boolean protection = protection(properties, region);
    create = create.with("DeletionProtectionEnabled", protection);
    Document ttl = properties.at("TimeToLiveSpecification");
    boolean expires = ttl.flag("Enabled", false);
    return new TableSettings(
        name, create, indexes, expires ? ttl.required("AttributeName") : null, protection);
  }

  /** Only the members that the API knows; CloudFormation has more of its own. */
  private static Document index(Document index, boolean provisioned) {
    Document converted =
        Document.empty()
            .with("IndexName", index.get("IndexName"))
            .with("KeySchema", index.get("KeySchema"))
            .with("Projection", index.get("Projection"));
    return provisioned ? converted.with("ProvisionedThroughput", throughput(index)) : converted;
  }

  private static @Nullable Object stream(Document properties) {
    Document stream = properties.at("StreamSpecification");
    return stream.has("StreamViewType")
        ? Map.of("StreamEnabled", true, "StreamViewType", stream.required("StreamViewType"))
        : null;
  }

  /**
   * Capacity is without effect here; global tables, which scale it, get the smallest of a range.
   */
  private static Map<String, Object> throughput(Document properties) {
    Document given = properties.at("ProvisionedThroughput");
    Document write =
        properties.at("WriteProvisionedThroughputSettings").at("WriteCapacityAutoScalingSettings");
    return Map.of(
        "ReadCapacityUnits", given.number("ReadCapacityUnits", DEFAULT_UNITS),
        "WriteCapacityUnits",
            given.number("WriteCapacityUnits", write.number("MinCapacity", DEFAULT_UNITS)));
  }

  private static boolean protection(Document properties, String region) {
    return properties.flag("DeletionProtectionEnabled", false)
        || properties.documents("Replicas").stream()
            .filter(replica -> region.equals(replica.text("Region")))
            .anyMatch(replica -> replica.flag("DeletionProtectionEnabled", false));
  }
}
