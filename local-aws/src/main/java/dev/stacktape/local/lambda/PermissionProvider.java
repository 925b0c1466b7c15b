package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.value.Document;
import java.util.Map;

/** {@code AWS::Lambda::Permission}. */
final class PermissionProvider implements ResourceProvider {
  private static final int LONGEST_ID = 100;

  private final PolicyRoutes policies;

  PermissionProvider(PolicyRoutes policies) {
    this.policies = policies;
  }

  @Override
  public String type() {
    return "AWS::Lambda::Permission";
  }

  @Override
  public Result create(Request request) {
    FunctionRef function = function(request);
    String sid = request.generatedName(LONGEST_ID);
    try {
      policies.add(function, sid, new Document(request.properties()));
    } catch (AwsError e) {
      // The id comes from the token: it is there because this request came before.
      if (!e.code().equals("ResourceConflictException")) {
        throw e;
      }
    }
    return new Result(sid, Map.of("Id", sid));
  }

  /** Every property of a permission causes replacement. */
  @Override
  public Result update(Request request, String physicalId, Map<String, Object> previous) {
    return new Result(physicalId, Map.of("Id", physicalId));
  }

  @Override
  public void delete(Request request, String physicalId) {
    try {
      policies.remove(function(request), physicalId);
    } catch (AwsError e) {
      Deleted.ifMissing(e);
    }
  }

  private static FunctionRef function(Request request) {
    String name = new Document(request.properties()).required("FunctionName");
    return FunctionRef.parse(name, request.region(), null);
  }
}
