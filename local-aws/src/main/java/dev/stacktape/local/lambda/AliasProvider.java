package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.value.Document;
import java.util.Map;

/** {@code AWS::Lambda::Alias}. */
final class AliasProvider implements ResourceProvider {
  private final AliasRoutes aliases;

  AliasProvider(AliasRoutes aliases) {
    this.aliases = aliases;
  }

  @Override
  public String type() {
    return "AWS::Lambda::Alias";
  }

  @Override
  public Result create(Request request) {
    Document properties = new Document(request.properties());
    FunctionRef function =
        FunctionRef.parse(properties.required("FunctionName"), request.region(), null);
    return result(aliases.create(function, properties));
  }

  @Override
  public Result update(Request request, String physicalId, Map<String, Object> previous) {
    FunctionRef alias = FunctionRef.parse(physicalId, request.region(), null);
    Document properties = new Document(request.properties());
    return result(aliases.update(alias, alias.qualifierOr(""), properties));
  }

  @Override
  public void delete(Request request, String physicalId) {
    FunctionRef alias = FunctionRef.parse(physicalId, request.region(), null);
    try {
      aliases.delete(alias, alias.qualifierOr(""));
    } catch (AwsError e) {
      Deleted.ifMissing(e);
    }
  }

  private static Result result(Document alias) {
    String arn = alias.required("AliasArn");
    return new Result(arn, Map.of("AliasArn", arn));
  }
}
