package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.value.Document;
import java.util.Map;

/** {@code AWS::Lambda::EventInvokeConfig}. */
final class AsyncConfigProvider implements ResourceProvider {
  private static final int LONGEST_ID = 100;

  private final ConfigRoutes configs;

  AsyncConfigProvider(ConfigRoutes configs) {
    this.configs = configs;
  }

  @Override
  public String type() {
    return "AWS::Lambda::EventInvokeConfig";
  }

  @Override
  public Result create(Request request) {
    configs.putAsync(function(request), new Document(request.properties()), true);
    return new Result(request.generatedName(LONGEST_ID), Map.of());
  }

  @Override
  public Result update(Request request, String physicalId, Map<String, Object> previous) {
    configs.putAsync(function(request), new Document(request.properties()), true);
    return new Result(physicalId, Map.of());
  }

  @Override
  public void delete(Request request, String physicalId) {
    try {
      configs.removeAsync(function(request));
    } catch (AwsError e) {
      Deleted.ifMissing(e);
    }
  }

  private static FunctionRef function(Request request) {
    Document properties = new Document(request.properties());
    return FunctionRef.parse(
        properties.required("FunctionName"), request.region(), properties.text("Qualifier"));
  }
}
