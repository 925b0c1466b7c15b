package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.value.Document;
import java.util.Map;

/** {@code AWS::Lambda::Version}. */
final class VersionProvider implements ResourceProvider {
  private final Functions functions;

  VersionProvider(Functions functions) {
    this.functions = functions;
  }

  @Override
  public String type() {
    return "AWS::Lambda::Version";
  }

  @Override
  public Result create(Request request) {
    Document properties = new Document(request.properties());
    FunctionRef function =
        FunctionRef.parse(properties.required("FunctionName"), request.region(), null);
    FunctionVersion version = functions.publish(function, properties);
    FunctionRef ref = new FunctionRef(function.region(), function.name(), version.version());
    String arn = ref.arn(request.account());
    return new Result(arn, Map.of("Version", version.version(), "FunctionArn", arn));
  }

  /** Every property of a version causes replacement; only tags and policies come here. */
  @Override
  public Result update(Request request, String physicalId, Map<String, Object> previous) {
    FunctionRef ref = FunctionRef.parse(physicalId, request.region(), null);
    return new Result(
        physicalId, Map.of("Version", ref.qualifierOr(""), "FunctionArn", physicalId));
  }

  @Override
  public void delete(Request request, String physicalId) {
    try {
      functions.delete(FunctionRef.parse(physicalId, request.region(), null));
    } catch (AwsError e) {
      Deleted.ifMissing(e);
    }
  }
}
