package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.value.Document;
import dev.stacktape.local.value.StableId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** {@code AWS::Lambda::EventSourceMapping}. */
final class MappingProvider implements ResourceProvider {
  private final Mappings mappings;

  MappingProvider(Mappings mappings) {
    this.mappings = mappings;
  }

  @Override
  public String type() {
    return "AWS::Lambda::EventSourceMapping";
  }

  @Override
  public Result create(Request request) {
    String hash = StableId.of(request.token() + request.stackId() + request.logicalId());
    String uuid = UUID.nameUUIDFromBytes(hash.getBytes(StandardCharsets.UTF_8)).toString();
    Document properties = new Document(request.properties());
    return result(mappings.create(uuid, request.region(), properties));
  }

  @Override
  public Result update(Request request, String physicalId, Map<String, Object> previous) {
    return result(mappings.update(physicalId, new Document(request.properties())));
  }

  @Override
  public void delete(Request request, String physicalId) {
    try {
      mappings.delete(physicalId);
    } catch (AwsError e) {
      Deleted.ifMissing(e);
    }
  }

  private Result result(Mapping mapping) {
    String arn = mappings.view(mapping).required("EventSourceMappingArn");
    return new Result(mapping.uuid(), Map.of("Id", mapping.uuid(), "EventSourceMappingArn", arn));
  }
}
