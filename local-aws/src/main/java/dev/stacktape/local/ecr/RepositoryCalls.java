package dev.stacktape.local.ecr;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.value.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The operations on repositories. */
final class RepositoryCalls {
  private final LocalContext context;
  private final Repositories repositories;

  RepositoryCalls(LocalContext context, Repositories repositories) {
    this.context = context;
    this.repositories = repositories;
  }

  /** The answer; empty when the operation is none of these. */
  Optional<Document> answer(String operation, String region, Document input) {
    Document answer =
        switch (operation) {
          case "GetAuthorizationToken" -> token(region);
          case "CreateRepository" -> create(region, input);
          case "DescribeRepositories" -> describe(region, input);
          case "DeleteRepository" ->
              one(repositories.delete(region, name(input), input.flag("force", false)));
          case "PutLifecyclePolicy" -> putLifecycle(region, input);
          case "GetLifecyclePolicy" -> lifecycle(repositories.get(region, name(input)));
          case "DeleteLifecyclePolicy" -> deleteLifecycle(region, input);
          case "SetRepositoryPolicy" -> setPolicy(region, input);
          case "GetRepositoryPolicy" -> policy(repositories.get(region, name(input)));
          case "DeleteRepositoryPolicy" -> deletePolicy(region, input);
          case "PutImageTagMutability", "PutImageScanningConfiguration" ->
              changeSettings(region, input);
          case "ListTagsForResource" -> new Document(Map.of("tags", tags(byArn(region, input))));
          case "TagResource" -> tag(region, input);
          case "UntagResource" -> untag(region, input);
          default -> null;
        };
    return Optional.ofNullable(answer);
  }

  private Document token(String region) {
    RegistryToken token = RegistryToken.of(region, context.clock().instant());
    return new Document(
        Map.of(
            "authorizationData",
            List.of(
                Map.of(
                    "authorizationToken", token.text(),
                    "expiresAt", token.expiresAt().getEpochSecond(),
                    "proxyEndpoint", context.endpoint().get()))));
  }

  private Document create(String region, Document input) {
    RepositoryRecord made =
        repositories.create(
            region,
            name(input),
            new Repositories.Settings(
                input.text("imageTagMutability", "MUTABLE"),
                input.at("imageScanningConfiguration").flag("scanOnPush", false),
                tags(input)),
            null);
    return one(made);
  }

  private Document describe(String region, Document input) {
    List<String> names = input.texts("repositoryNames");
    List<RepositoryRecord> found =
        names.isEmpty()
            ? repositories.in(region)
            : names.stream().map(name -> repositories.get(region, name)).toList();
    return Pages.page("repositories", found.stream().map(this::view).toList(), input);
  }

  private Document changeSettings(String region, Document input) {
    RepositoryRecord changed =
        repositories.change(
            region,
            name(input),
            before ->
                before.with(
                    input.text("imageTagMutability", before.mutability()),
                    input.at("imageScanningConfiguration").flag("scanOnPush", before.scanOnPush()),
                    before.tags()));
    return answered(changed)
        .with("imageTagMutability", changed.mutability())
        .with("imageScanningConfiguration", Map.of("scanOnPush", changed.scanOnPush()));
  }

  // ---- policies ----

  private Document putLifecycle(String region, Document input) {
    String text = input.required("lifecyclePolicyText");
    return lifecycle(
        repositories.change(region, name(input), before -> before.withLifecycle(text)));
  }

  private Document deleteLifecycle(String region, Document input) {
    Document answer = lifecycle(repositories.get(region, name(input)));
    var unused = repositories.change(region, name(input), before -> before.withLifecycle(null));
    return answer;
  }

  private Document lifecycle(RepositoryRecord repository) {
    if (repository.lifecycle() == null) {
      throw noPolicy("LifecyclePolicyNotFoundException", "Lifecycle policy", repository);
    }
    return answered(repository).with("lifecyclePolicyText", repository.lifecycle());
  }

  private Document setPolicy(String region, Document input) {
    String text = input.required("policyText");
    return policy(repositories.change(region, name(input), before -> before.withPolicy(text)));
  }

  private Document deletePolicy(String region, Document input) {
    Document answer = policy(repositories.get(region, name(input)));
    var unused = repositories.change(region, name(input), before -> before.withPolicy(null));
    return answer;
  }

  private Document policy(RepositoryRecord repository) {
    if (repository.policy() == null) {
      throw noPolicy("RepositoryPolicyNotFoundException", "Repository policy", repository);
    }
    return answered(repository).with("policyText", repository.policy());
  }

  private AwsError noPolicy(String code, String what, RepositoryRecord repository) {
    return new AwsError(
        400,
        code,
        "%s does not exist for the repository with name '%s' in the registry with id '%s'"
            .formatted(what, repository.name(), context.account()));
  }

  // ---- tags ----

  private Document tag(String region, Document input) {
    RepositoryRecord repository = byArn(region, input);
    Map<String, String> all = new TreeMap<>(repository.tags());
    all.putAll(tags(input));
    retag(repository, all);
    return Document.empty();
  }

  private Document untag(String region, Document input) {
    RepositoryRecord repository = byArn(region, input);
    Map<String, String> left = new TreeMap<>(repository.tags());
    left.keySet().removeAll(input.texts("tagKeys"));
    retag(repository, left);
    return Document.empty();
  }

  private void retag(RepositoryRecord repository, Map<String, String> tags) {
    var unused =
        repositories.change(
            repository.region(),
            repository.name(),
            before -> before.with(before.mutability(), before.scanOnPush(), tags));
  }

  private RepositoryRecord byArn(String region, Document input) {
    String arn = input.required("resourceArn");
    return repositories.get(region, arn.substring(arn.indexOf("repository/") + 11));
  }

  private static Map<String, String> tags(Document input) {
    Map<String, String> tags = new TreeMap<>();
    input.documents("tags").forEach(tag -> tags.put(tag.required("Key"), tag.text("Value", "")));
    return tags;
  }

  private static List<Map<String, String>> tags(RepositoryRecord repository) {
    return repository.tags().entrySet().stream()
        .map(tag -> Map.of("Key", tag.getKey(), "Value", tag.getValue()))
        .toList();
  }

  // ---- answers ----

  private static String name(Document input) {
    return input.required("repositoryName");
  }

  private Document answered(RepositoryRecord repository) {
    return new Document(
        Map.of("registryId", context.account(), "repositoryName", repository.name()));
  }

  private Document one(@Nullable RepositoryRecord repository) {
    return repository == null
        ? Document.empty()
        : new Document(Map.of("repository", view(repository)));
  }

  private Map<String, Object> view(RepositoryRecord repository) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("repositoryArn", repositories.arn(repository));
    view.put("registryId", context.account());
    view.put("repositoryName", repository.name());
    view.put("repositoryUri", repositories.uri(repository));
    view.put("createdAt", repository.createdAt() / 1000.0);
    view.put("imageTagMutability", repository.mutability());
    view.put("imageScanningConfiguration", Map.of("scanOnPush", repository.scanOnPush()));
    view.put("encryptionConfiguration", Map.of("encryptionType", "AES256"));
    return view;
  }
}
