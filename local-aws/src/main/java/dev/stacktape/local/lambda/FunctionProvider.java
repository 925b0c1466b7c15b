package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.value.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code AWS::Lambda::Function}. */
final class FunctionProvider implements ResourceProvider {
  private static final int LONGEST_NAME = 64;

  private final Functions functions;

  FunctionProvider(Functions functions) {
    this.functions = functions;
  }

  @Override
  public String type() {
    return "AWS::Lambda::Function";
  }

  @Override
  public Result create(Request request) {
    Document properties = new Document(request.properties());
    String name = properties.text("FunctionName", request.generatedName(LONGEST_NAME));
    LambdaFunction present = functions.store().find(request.region(), name);
    if (present == null || !present.token().equals(request.token())) {
      Document wanted = properties.with("FunctionName", name);
      functions.create(request.region(), wanted, tags(request), request.token());
    }
    FunctionRef ref = new FunctionRef(request.region(), name, null);
    reserve(ref, properties);
    functions.settlements().begin(ref, true, request.settling());
    return result(request, ref);
  }

  @Override
  public Result update(Request request, String physicalId, Map<String, Object> previous) {
    FunctionRef ref = new FunctionRef(request.region(), physicalId, null);
    Document properties = new Document(request.properties());
    Map<String, Object> wanted = Settings.only(request.properties());
    if (!wanted.equals(Settings.only(previous))) {
      functions.replaceSettings(ref, properties);
    }
    // The code is looked at even when its key is the same: a bucket may hold something new under
    // it, or a hot-swap may have put other code in its place.
    functions.updateCode(ref, properties.at("Code"));
    functions.store().change(ref, function -> function.withTags(tags(request)));
    reserve(ref, properties);
    functions.settlements().begin(ref, false, request.settling());
    return result(request, ref);
  }

  @Override
  public void delete(Request request, String physicalId) {
    try {
      functions.delete(new FunctionRef(request.region(), physicalId, null));
    } catch (AwsError e) {
      Deleted.ifMissing(e);
    }
  }

  @Override
  public Map<String, Object> live(String region, String physicalId) {
    return Settings.only(
        functions.store().get(new FunctionRef(region, physicalId, null)).latest().settings());
  }

  private void reserve(FunctionRef ref, Document properties) {
    Integer reserved =
        properties.has("ReservedConcurrentExecutions")
            ? Integer.valueOf(properties.number("ReservedConcurrentExecutions", 0))
            : null;
    functions.store().change(ref, function -> function.withReserved(reserved));
  }

  /** The resource's own tags over those of the stack, and CloudFormation's. */
  private static Map<String, String> tags(Request request) {
    Map<String, String> tags = new LinkedHashMap<>(request.stackTags());
    tags.put("aws:cloudformation:stack-name", request.stackName());
    tags.put("aws:cloudformation:stack-id", request.stackId());
    tags.put("aws:cloudformation:logical-id", request.logicalId());
    List<Document> own = new Document(request.properties()).documents("Tags");
    own.forEach(tag -> tags.put(tag.required("Key"), tag.text("Value", "")));
    return tags;
  }

  private static Result result(Request request, FunctionRef ref) {
    Map<String, Object> snapStart =
        FunctionView.snapStart(new Document(request.properties()).at("SnapStart"));
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("Arn", ref.arn(request.account()));
    attributes.put("SnapStartResponse", snapStart);
    snapStart.forEach((name, value) -> attributes.put("SnapStartResponse." + name, value));
    return new Result(ref.name(), attributes);
  }
}
