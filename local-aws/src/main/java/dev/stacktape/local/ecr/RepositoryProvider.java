package dev.stacktape.local.ecr;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.ResourceProperties;
import dev.stacktape.local.ResourceProvider;
import java.util.Locale;
import java.util.Map;

/** {@code AWS::ECR::Repository}; its physical id is its name. */
final class RepositoryProvider implements ResourceProvider {
  private static final int LONGEST_NAME = 256;

  private final Repositories repositories;

  RepositoryProvider(Repositories repositories) {
    this.repositories = repositories;
  }

  @Override
  public String type() {
    return "AWS::ECR::Repository";
  }

  @Override
  public Result create(Request request) {
    String name =
        request
            .read()
            .text("RepositoryName", request.generatedName(LONGEST_NAME).toLowerCase(Locale.ROOT));
    RepositoryRecord existing = repositories.find(request.region(), name);
    if (existing == null) {
      existing = repositories.create(request.region(), name, settings(request), request.token());
    } else if (!request.token().equals(existing.token())) {
      throw new AwsError(
          409,
          "AlreadyExists",
          "Resource of type 'AWS::ECR::Repository' with identifier '" + name + "' already exists.");
    }
    return apply(request, existing);
  }

  @Override
  public Result update(Request request, String physicalId, Map<String, Object> previous) {
    return apply(request, repositories.get(request.region(), physicalId));
  }

  @Override
  public void delete(Request request, String physicalId) {
    if (repositories.find(request.region(), physicalId) != null) {
      var unused =
          repositories.delete(request.region(), physicalId, request.read().flag("EmptyOnDelete"));
    }
  }

  private Result apply(Request request, RepositoryRecord repository) {
    Repositories.Settings settings = settings(request);
    ResourceProperties properties = request.read();
    RepositoryRecord changed =
        repositories.change(
            repository.region(),
            repository.name(),
            before ->
                before
                    .with(settings.mutability(), settings.scanOnPush(), settings.tags())
                    .withLifecycle(
                        properties.object("LifecyclePolicy").text("LifecyclePolicyText")));
    return new Result(
        changed.name(),
        Map.of("Arn", repositories.arn(changed), "RepositoryUri", repositories.uri(changed)));
  }

  private static Repositories.Settings settings(Request request) {
    ResourceProperties properties = request.read();
    return new Repositories.Settings(
        properties.text("ImageTagMutability", "MUTABLE"),
        properties.object("ImageScanningConfiguration").flag("ScanOnPush"),
        properties.tags("Tags", request.stackTags()));
  }
}
