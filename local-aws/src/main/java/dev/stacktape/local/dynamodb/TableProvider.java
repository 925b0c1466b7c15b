package dev.stacktape.local.dynamodb;

import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.value.Document;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code AWS::DynamoDB::Table} and {@code AWS::DynamoDB::GlobalTable}; of the latter only the
 * replica in the stack's own region is there.
 */
record TableProvider(String type, Tables tables) implements ResourceProvider {
  private static final int LONGEST_NAME = 255;

  @Override
  public Result create(Request request) {
    Document properties = new Document(request.properties());
    String name = properties.text("TableName", request.generatedName(LONGEST_NAME));
    TableSettings settings = TableSettings.of(name, properties, request.region());
    return result(tables.create(request.region(), settings, request.token()));
  }

  @Override
  public Result update(Request request, String physicalId, Map<String, Object> previous) {
    Document properties = new Document(request.properties());
    TableSettings settings = TableSettings.of(physicalId, properties, request.region());
    return result(tables.update(request.region(), settings));
  }

  @Override
  public void delete(Request request, String physicalId) {
    tables.delete(request.region(), physicalId);
  }

  private static Result result(Document table) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("Arn", table.required("TableArn"));
    attributes.put("TableId", table.text("TableId", table.required("TableName")));
    if (table.has("LatestStreamArn")) {
      attributes.put("StreamArn", table.required("LatestStreamArn"));
    }
    return new Result(table.required("TableName"), attributes);
  }
}
