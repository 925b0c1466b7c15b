package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.value.Document;
import java.util.Map;

/** {@code AWS::Lambda::Url}. */
final class UrlProvider implements ResourceProvider {
  private final ConfigRoutes configs;

  UrlProvider(ConfigRoutes configs) {
    this.configs = configs;
  }

  @Override
  public String type() {
    return "AWS::Lambda::Url";
  }

  @Override
  public Result create(Request request) {
    return put(request);
  }

  @Override
  public Result update(Request request, String physicalId, Map<String, Object> previous) {
    return put(request);
  }

  @Override
  public void delete(Request request, String physicalId) {
    try {
      configs.removeUrl(FunctionRef.parse(physicalId, request.region(), null));
    } catch (AwsError e) {
      Deleted.ifMissing(e);
    }
  }

  private Result put(Request request) {
    Document properties = new Document(request.properties());
    FunctionRef function =
        FunctionRef.parse(
            properties.required("TargetFunctionArn"),
            request.region(),
            properties.text("Qualifier"));
    Document url = configs.putUrl(function, properties);
    String arn = url.required("FunctionArn");
    return new Result(arn, Map.of("FunctionArn", arn, "FunctionUrl", url.required("FunctionUrl")));
  }
}
