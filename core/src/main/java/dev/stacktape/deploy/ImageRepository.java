package dev.stacktape.deploy;

import dev.stacktape.artifact.registry.RegistryLogin;
import dev.stacktape.aws.AwsErrors;
import dev.stacktape.name.Target;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.RepositoryAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.Tag;

/**
 * The repository that holds a stack's images. Like the deployment bucket it is not in the stack: it
 * is made before and removed after. An image's tag is the digest of its content, and never moves.
 */
public final class ImageRepository {
  /** As many images as ECR takes in one question. */
  private static final int AT_ONCE = 100;

  /** Tagged images are what templates refer to; how many of those are needed nobody can count. */
  private static final String LIFECYCLE =
      """
      {"rules":[{"rulePriority":1,"description":"What is left of builds",\
      "selection":{"tagStatus":"untagged","countType":"sinceImagePushed","countUnit":"days",\
      "countNumber":7},"action":{"type":"expire"}}]}\
      """;

  private final Supplier<EcrClient> ecr;

  /** Makes repositories through this client. */
  public ImageRepository(EcrClient ecr) {
    this(() -> ecr);
  }

  /** Makes repositories through a client that is asked for when there is an image. */
  public ImageRepository(Supplier<EcrClient> ecr) {
    this.ecr = ecr;
  }

  /**
   * A registry that lets us in for some hours.
   *
   * @param host such as {@code 123456789012.dkr.ecr.eu-west-1.amazonaws.com}
   */
  public record SignedIn(String host, RegistryLogin login) {

    /** The address of a stack's repository, without a tag. */
    public String repository(Target target) {
      return host + "/" + target.imageRepository();
    }
  }

  /** Signs in to the account's registry. */
  public SignedIn signIn() {
    AuthorizationData token = ecr.get().getAuthorizationToken().authorizationData().get(0);
    String[] login =
        new String(Base64.getDecoder().decode(token.authorizationToken()), StandardCharsets.UTF_8)
            .split(":", 2);
    URI endpoint = URI.create(token.proxyEndpoint());
    return new SignedIn(endpoint.getRawAuthority(), new RegistryLogin(login[0], login[1]));
  }

  /** Makes the repository, or goes on with one that an earlier run did not set up wholly. */
  public void ensure(Target target, Map<String, String> tags) {
    String name = target.imageRepository();
    try {
      ecr.get()
          .createRepository(
              create ->
                  create
                      .repositoryName(name)
                      .imageTagMutability(ImageTagMutability.IMMUTABLE)
                      .imageScanningConfiguration(scan -> scan.scanOnPush(true))
                      .tags(tags(target, tags)));
    } catch (RepositoryAlreadyExistsException there) {
      if (hasLifecycle(name)) {
        return;
      }
    }
    ecr.get().putLifecyclePolicy(put -> put.repositoryName(name).lifecyclePolicyText(LIFECYCLE));
  }

  private boolean hasLifecycle(String name) {
    try {
      var unused = ecr.get().getLifecyclePolicy(get -> get.repositoryName(name));
      return true;
    } catch (EcrException answer) {
      if (AwsErrors.code(answer).equals("LifecyclePolicyNotFoundException")) {
        return false;
      }
      throw answer;
    }
  }

  private static List<Tag> tags(Target target, Map<String, String> tags) {
    Map<String, String> all = new HashMap<>(tags);
    all.put(DeploymentBucket.STACK_TAG, target.stackName());
    return all.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  /**
   * Which images the repository has.
   *
   * @param tags of the images
   * @return digests, {@code sha256:...}, by tag; nothing where there is no repository yet
   */
  public Map<String, String> find(Target target, Collection<String> tags) {
    Map<String, String> found = new HashMap<>();
    List<String> all = List.copyOf(tags);
    try {
      for (int from = 0; from < all.size(); from += AT_ONCE) {
        List<ImageIdentifier> ids = new ArrayList<>();
        for (String tag : all.subList(from, Math.min(from + AT_ONCE, all.size()))) {
          ids.add(ImageIdentifier.builder().imageTag(tag).build());
        }
        ecr.get()
            .batchGetImage(get -> get.repositoryName(target.imageRepository()).imageIds(ids))
            .images()
            .forEach(image -> found.put(image.imageId().imageTag(), image.imageId().imageDigest()));
      }
    } catch (RepositoryNotFoundException notYet) {
      return Map.of();
    }
    return found;
  }

  /**
   * What a template refers to in the stack's repository and is no longer there.
   *
   * @return digests, {@code sha256:...}
   */
  public Set<String> missing(Target target, String template) {
    Set<String> missing = new TreeSet<>();
    Pattern.compile(Pattern.quote("/" + target.imageRepository() + "@") + "(sha256:[0-9a-f]{64})")
        .matcher(template)
        .results()
        .forEach(reference -> missing.add(reference.group(1)));
    List<String> all = List.copyOf(missing);
    try {
      for (int from = 0; from < all.size(); from += AT_ONCE) {
        List<ImageIdentifier> ids =
            all.subList(from, Math.min(from + AT_ONCE, all.size())).stream()
                .map(digest -> ImageIdentifier.builder().imageDigest(digest).build())
                .toList();
        ecr.get()
            .batchGetImage(get -> get.repositoryName(target.imageRepository()).imageIds(ids))
            .images()
            .forEach(image -> missing.remove(image.imageId().imageDigest()));
      }
    } catch (RepositoryNotFoundException gone) {
      return Set.copyOf(all);
    }
    return missing;
  }

  /**
   * Removes the repository with all its images. Nothing happens when it is not there, nor when
   * whoever deletes may not touch repositories and the stack had none.
   *
   * @param isUsed whether the stack had images
   */
  void remove(Target target, boolean isUsed) {
    try {
      ecr.get()
          .deleteRepository(delete -> delete.repositoryName(target.imageRepository()).force(true));
    } catch (RepositoryNotFoundException gone) {
      return;
    } catch (EcrException answer) {
      if (isUsed || !AwsErrors.code(answer).equals("AccessDeniedException")) {
        throw answer;
      }
    }
  }
}
