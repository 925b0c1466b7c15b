package dev.stacktape.resource.database;

import static dev.stacktape.resource.ResourceCode.PROPERTY_CONFLICT;

import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys of a table and of its indexes. */
final class TableKeys {
  private TableKeys() {}

  /** Every attribute that is part of a key, once. */
  static List<Map<String, Object>> attributes(TableProperties table) {
    Map<String, KeyAttribute> byName = new LinkedHashMap<>();
    all(table).forEach(attribute -> byName.putIfAbsent(attribute.name(), attribute));
    return byName.values().stream()
        .map(
            attribute ->
                new Tree()
                    .with("AttributeName", attribute.name())
                    .with("AttributeType", letter(attribute.type()))
                    .build())
        .toList();
  }

  static List<Map<String, Object>> primary(PrimaryKey key) {
    return schema(key.partitionKey(), key.sortKey());
  }

  static Map<String, Object> index(SecondaryIndex index, TableCapacity capacity) {
    boolean keysOnly = index.projections().isEmpty();
    return new Tree()
        .with("IndexName", index.name())
        .with("KeySchema", schema(index.partitionKey(), index.sortKey()))
        .with(
            "Projection",
            new Tree()
                .with("ProjectionType", keysOnly ? "KEYS_ONLY" : "INCLUDE")
                .with("NonKeyAttributes", index.projections()))
        .with("WriteProvisionedThroughputSettings", capacity.writes())
        .build();
  }

  private static List<Map<String, Object>> schema(
      KeyAttribute partition, @Nullable KeyAttribute sort) {
    List<Map<String, Object>> schema = new ArrayList<>();
    schema.add(part(partition, "HASH"));
    if (sort != null) {
      schema.add(part(sort, "RANGE"));
    }
    return schema;
  }

  private static Map<String, Object> part(KeyAttribute attribute, String keyType) {
    return new Tree().with("AttributeName", attribute.name()).with("KeyType", keyType).build();
  }

  private static String letter(AttributeType type) {
    return switch (type) {
      case STRING -> "S";
      case NUMBER -> "N";
      case BINARY -> "B";
    };
  }

  private static List<KeyAttribute> all(TableProperties table) {
    List<KeyAttribute> all = new ArrayList<>();
    all.add(table.primaryKey().partitionKey());
    addIfThere(all, table.primaryKey().sortKey());
    for (SecondaryIndex index : table.secondaryIndexes()) {
      all.add(index.partitionKey());
      addIfThere(all, index.sortKey());
    }
    return all;
  }

  private static void addIfThere(List<KeyAttribute> all, @Nullable KeyAttribute attribute) {
    if (attribute != null) {
      all.add(attribute);
    }
  }

  static void check(Inspection<TableProperties> inspection) {
    Map<String, AttributeType> types = new LinkedHashMap<>();
    Set<String> indexNames = new HashSet<>();
    PrimaryKey primary = inspection.properties().primaryKey();
    check(inspection, types, primary.partitionKey(), primary.sortKey(), "primaryKey");
    List<SecondaryIndex> indexes = inspection.properties().secondaryIndexes();
    for (int i = 0; i < indexes.size(); i++) {
      SecondaryIndex index = indexes.get(i);
      check(inspection, types, index.partitionKey(), index.sortKey(), "secondaryIndexes", i);
      if (!indexNames.add(index.name())) {
        inspection.report(
            PROPERTY_CONFLICT.error("There are two indexes `%s`.".formatted(index.name())),
            "secondaryIndexes",
            i,
            "name");
      }
    }
  }

  private static void check(
      Inspection<?> inspection,
      Map<String, AttributeType> types,
      KeyAttribute partition,
      @Nullable KeyAttribute sort,
      Object... path) {
    checkType(inspection, types, partition, path);
    if (sort == null) {
      return;
    }
    checkType(inspection, types, sort, path);
    if (sort.name().equals(partition.name())) {
      inspection.report(
          PROPERTY_CONFLICT.error(
              "`%s` cannot be both partition key and sort key.".formatted(sort.name())),
          path);
    }
  }

  private static void checkType(
      Inspection<?> inspection,
      Map<String, AttributeType> types,
      KeyAttribute attribute,
      Object... path) {
    AttributeType other = types.putIfAbsent(attribute.name(), attribute.type());
    if (other != null && other != attribute.type()) {
      inspection.report(
          PROPERTY_CONFLICT.error(
              "The attribute `%s` is a `%s` here, but a `%s` in another key of the table."
                  .formatted(attribute.name(), Tree.textOf(attribute.type()), Tree.textOf(other))),
          path);
    }
  }
}
