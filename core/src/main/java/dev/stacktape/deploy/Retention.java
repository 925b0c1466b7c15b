package dev.stacktape.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stacktape.aws.JsonApi;
import dev.stacktape.deploy.KeptVersions.Sent;
import dev.stacktape.event.Amounts;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.name.Target;
import dev.stacktape.plan.Version;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Removes versions beyond those that are to be kept, and the templates, artifacts, images and files
 * that nothing needs without them. Never what a kept version, the deployed template or a running
 * task refers to, and nothing at all while the stack may still be rolled back. Records go first:
 * what is left behind by a run that was killed, the next one removes.
 */
public final class Retention {
  private static final int AT_ONCE = 100;

  private final S3Client s3;
  private final Supplier<EcrClient> ecr;
  private final Supplier<JsonApi> ecs;
  private final CloudFormationClient cloudFormation;
  private final Versions versions;
  private final Clock clock;
  private final EventListener events;

  /**
   * The companion of a stack, in another region, with a bucket for the code of its functions.
   *
   * @param deployed its template
   */
  public record Elsewhere(
      S3Client s3, CloudFormationClient cloudFormation, Target companion, String deployed) {

    private boolean isSettled() {
      return Stacks.find(cloudFormation, companion.stackName())
          .filter(stack -> Retention.isSettled(stack.stackStatusAsString()))
          .isPresent();
    }
  }

  /**
   * Removes through these clients.
   *
   * @param ecr asked for where the stack has images
   * @param ecs asked for where images are to be removed
   */
  public Retention(
      S3Client s3,
      Supplier<EcrClient> ecr,
      Supplier<JsonApi> ecs,
      CloudFormationClient cloudFormation,
      Clock clock,
      EventListener events) {
    this.s3 = s3;
    this.ecr = ecr;
    this.ecs = ecs;
    this.cloudFormation = cloudFormation;
    this.versions = new Versions(s3);
    this.clock = clock;
    this.events = events;
  }

  /**
   * Removes what need not be kept. That something cannot be removed is a warning only.
   *
   * @param previous how many versions are kept beside the deployed one
   * @param deployed the template that is deployed
   * @param hasImages whether the stack has a repository of images
   * @param elsewhere null where the stack has no functions in another region
   */
  public void apply(
      Target target,
      int previous,
      String deployed,
      boolean hasImages,
      @Nullable Elsewhere elsewhere) {
    try {
      remove(target, previous, deployed, hasImages, elsewhere);
    } catch (SdkException failure) {
      events.on(
          new Event.Warned(
              DeployCode.RETENTION_INCOMPLETE
                  .warning(
                      "Earlier versions could not be removed wholly: " + failure.getMessage() + ".")
                  .hint("The deployment is not affected. The next one removes what is left.")));
    }
  }

  private void remove(
      Target target,
      int previous,
      String deployed,
      boolean hasImages,
      @Nullable Elsewhere elsewhere) {
    String bucket = target.deploymentBucket();
    Optional<Stack> stack = Stacks.find(cloudFormation, target.stackName());
    if (stack.isEmpty() || !isSettled(stack.get().stackStatusAsString())) {
      return;
    }
    KeptVersions kept = KeptVersions.of(versions.list(bucket), previous);
    List<String> counting = new ArrayList<>(texts(bucket, kept.kept()));
    counting.add(deployed);
    List<String> going = texts(bucket, kept.removed());
    SentObjects sent = new SentObjects(s3, bucket);
    List<Sent> objects =
        new ArrayList<>(kept.obsolete(sent.list(), counting, going, clock.instant()));
    objects.addAll(files(kept, sent));
    SentObjects sentElsewhere = null;
    List<Sent> objectsElsewhere = List.of();
    if (elsewhere != null && elsewhere.isSettled()) {
      sentElsewhere = new SentObjects(elsewhere.s3(), elsewhere.companion().deploymentBucket());
      List<String> live = new ArrayList<>(counting);
      live.add(elsewhere.deployed());
      objectsElsewhere = kept.obsolete(sentElsewhere.list(), live, going, clock.instant());
    }
    List<Sent> images = List.of();
    if (hasImages) {
      images = kept.obsolete(images(target), counting, going, clock.instant());
      if (!images.isEmpty()) {
        List<String> live = new ArrayList<>(counting);
        live.addAll(running(stack.get().stackId()));
        images = kept.obsolete(images, live, going, clock.instant());
      }
    }
    sent.remove(kept.removed().stream().map(Versions::key).toList());
    sent.remove(objects.stream().map(Sent::name).toList());
    if (sentElsewhere != null) {
      sentElsewhere.remove(objectsElsewhere.stream().map(Sent::name).toList());
    }
    int removed = objects.size() + objectsElsewhere.size();
    removeImages(target, images);
    if (!kept.removed().isEmpty() || removed > 0 || !images.isEmpty()) {
      events.on(
          new Event.Noted(
              "Removed what is no longer kept: %s, %s, %s. Kept: %s."
                  .formatted(
                      Amounts.count(kept.removed().size(), "version"),
                      Amounts.count(removed, "object"),
                      Amounts.count(images.size(), "image"),
                      Amounts.count(kept.kept().size(), "version"))));
    }
  }

  /**
   * Files and lists of files that no kept version has. None as long as a list that is needed cannot
   * be read, because nobody knows then which files are needed.
   */
  private List<Sent> files(KeptVersions versionsKept, SentObjects sent) {
    List<String> lists = KeptVersions.manifests(versionsKept.kept());
    List<String> goingLists = KeptVersions.manifests(versionsKept.removed());
    if (lists.isEmpty() && goingLists.isEmpty()) {
      return List.of();
    }
    KeptFiles files = new KeptFiles(s3, sent.bucket());
    Optional<Set<String>> needed = files.keys(lists);
    if (needed.isEmpty()) {
      return List.of();
    }
    Set<String> going = new HashSet<>(files.keys(goingLists).orElse(Set.of()));
    goingLists.stream().map(KeptFiles::key).forEach(going::add);
    Set<String> all = new HashSet<>(needed.get());
    lists.stream().map(KeptFiles::key).forEach(all::add);
    return KeptVersions.obsolete(
        sent.list(KeptFiles.FILES, KeptFiles.MANIFESTS),
        all::contains,
        going::contains,
        clock.instant());
  }

  /** Whether nothing that was deployed before can come back without anybody asking for it. */
  private static boolean isSettled(String status) {
    return List.of("CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE").contains(status);
  }

  /** A template that is gone counts as one that mentions nothing. */
  private List<String> texts(String bucket, List<Version> of) {
    return Parallel.map(8, of, version -> versions.templateTexts(bucket, version)).stream()
        .flatMap(List::stream)
        .toList();
  }

  /** Those with a tag; what has none is expired by the repository itself, or part of another. */
  private List<Sent> images(Target target) {
    try {
      return ecr
          .get()
          .describeImagesPaginator(
              list ->
                  list.repositoryName(target.imageRepository())
                      .filter(filter -> filter.tagStatus("TAGGED")))
          .imageDetails()
          .stream()
          .map(image -> new Sent(image.imageDigest(), image.imagePushedAt()))
          .toList();
    } catch (RepositoryNotFoundException none) {
      return List.of();
    }
  }

  /** What tasks of the stack's clusters run, with the digests that they pulled. */
  private List<String> running(String stackId) {
    List<String> running = new ArrayList<>();
    for (StackResourceSummary resource : Stacks.resources(cloudFormation, stackId).values()) {
      String cluster = resource.physicalResourceId();
      if (resource.resourceType().equals("AWS::ECS::Cluster") && cluster != null) {
        for (List<String> some : tasks(cluster)) {
          ObjectNode describe = JsonApi.input().put("cluster", cluster);
          some.forEach(describe.putArray("tasks")::add);
          for (JsonNode task : ecs.get().call("DescribeTasks", describe).path("tasks")) {
            running.add(task.path("containers").toString());
            running.add(containers(task.path("taskDefinitionArn").asText()));
          }
        }
      }
    }
    return running;
  }

  /** ARNs, as many at a time as ECS lists. */
  private List<List<String>> tasks(String cluster) {
    List<List<String>> pages = new ArrayList<>();
    String next = "";
    do {
      ObjectNode list = JsonApi.input().put("cluster", cluster).put("maxResults", AT_ONCE);
      if (!next.isEmpty()) {
        list.put("nextToken", next);
      }
      ObjectNode answer = ecs.get().call("ListTasks", list);
      List<String> arns = new ArrayList<>();
      answer.path("taskArns").forEach(arn -> arns.add(arn.asText()));
      if (!arns.isEmpty()) {
        pages.add(arns);
      }
      next = answer.path("nextToken").asText();
    } while (!next.isEmpty());
    return pages;
  }

  private String containers(String taskDefinition) {
    ObjectNode describe = JsonApi.input().put("taskDefinition", taskDefinition);
    return ecs.get()
        .call("DescribeTaskDefinition", describe)
        .path("taskDefinition")
        .path("containerDefinitions")
        .toString();
  }

  private void removeImages(Target target, List<Sent> images) {
    for (int from = 0; from < images.size(); from += AT_ONCE) {
      List<ImageIdentifier> some =
          images.subList(from, Math.min(images.size(), from + AT_ONCE)).stream()
              .map(image -> ImageIdentifier.builder().imageDigest(image.name()).build())
              .toList();
      ecr.get()
          .batchDeleteImage(
              delete -> delete.repositoryName(target.imageRepository()).imageIds(some));
    }
  }
}
