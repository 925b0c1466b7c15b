package dev.stacktape.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.value.Document;
import java.util.Map;
import java.util.UUID;

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
    // The same attempt again is told by the revision that it gave.
    String revision = UUID.nameUUIDFromBytes(request.token().getBytes(UTF_8)).toString();
    FunctionVersion version = functions.publish(function, properties, revision);
    if (!version.revisionId().equals(revision)) {
      throw new AwsError(
          400,
          "AlreadyExists",
          "A version for this Lambda function exists ( "
              + version.version()
              + " ). Modify the function to create a new version.");
    }
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
