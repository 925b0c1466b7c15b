package dev.stacktape.deploy;

import dev.stacktape.deploy.ContentManifest.StoredFile;
import dev.stacktape.deploy.KeptVersions.Sent;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.plan.StoredContent;
import dev.stacktape.plan.Version;
import dev.stacktape.problem.StacktapeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Brings the files that buckets had in a version back, out of what is kept of them. */
public final class ContentRestoring {
  private final S3Client s3;
  private final CloudFormationClient cloudFormation;
  private final Supplier<CloudFrontClient> cloudFront;
  private final String deploymentBucket;
  private final EventListener events;
  private final CancellationToken cancellation;

  /**
   * Brings back through these clients.
   *
   * @param cloudFront asked for when copies in a CDN have to be dropped
   * @param deploymentBucket where files are kept
   */
  public ContentRestoring(
      S3Client s3,
      CloudFormationClient cloudFormation,
      Supplier<CloudFrontClient> cloudFront,
      String deploymentBucket,
      EventListener events,
      CancellationToken cancellation) {
    this.s3 = s3;
    this.cloudFormation = cloudFormation;
    this.cloudFront = cloudFront;
    this.deploymentBucket = deploymentBucket;
    this.events = events.oneAtATime();
    this.cancellation = cancellation;
  }

  /**
   * What becomes of files.
   *
   * @param restored those that are not what they were
   * @param contents what is in the buckets afterwards
   */
  public record Outcome(List<RestoredContent> restored, List<StoredContent> contents) {
    public Outcome {
      restored = List.copyOf(restored);
      contents = List.copyOf(contents);
    }

    /** Names what is brought back, and from what; empty for nothing. */
    public String digest() {
      return restored.stream()
          .map(one -> one.content().name() + " " + one.content().manifest() + " " + one.sent())
          .sorted()
          .collect(Collectors.joining("\n"));
    }
  }

  /**
   * Compares what is in the buckets with what was; changes nothing. Files that a version has
   * nothing on record of stay as they are, which is said.
   *
   * @param newest what is deployed
   * @param newBuckets logical ids of buckets that will be there anew
   * @param resources logical ids of what the version consists of
   * @throws StacktapeException {@code VERSION_INCOMPLETE}
   */
  public Outcome plan(
      Version version, Version newest, Set<String> newBuckets, Set<String> resources) {
    Map<String, StoredContent> wanted = new TreeMap<>();
    version.files().forEach(content -> wanted.put(content.name(), content));
    List<StoredContent> contents = new ArrayList<>();
    List<RestoredContent> restored = new ArrayList<>();
    for (StoredContent content : wanted.values()) {
      SentContent sent = sent(content.name());
      boolean isNew = newBuckets.contains(content.bucketId());
      SentContent there = isNew ? SentContent.NOTHING : sent;
      if (content.manifest() == null) {
        sayThatNothingIsKept(version, content.name());
        contents.add(content.with(there.manifest()));
      } else {
        contents.add(content);
        ContentManifest manifest = manifest(version, content.manifest());
        // The same files, brought by a hot-swap, become those of a version again.
        if (isNew || !sent.isOf(manifest) || sent.manifest() == null) {
          requireKept(version, there, manifest);
          restored.add(RestoredContent.of(content, manifest, there, sent.id()));
        }
      }
    }
    contents.addAll(leftAlone(version, newest, wanted.keySet(), resources));
    return new Outcome(restored, contents);
  }

  /** What a version knows nothing of, and which stays in buckets that it has. */
  private List<StoredContent> leftAlone(
      Version version, Version newest, Set<String> wanted, Set<String> resources) {
    Map<String, StoredContent> known =
        newest.files().stream()
            .filter(content -> !wanted.contains(content.name()))
            .filter(content -> resources.contains(content.bucketId()))
            .collect(Collectors.toMap(StoredContent::name, Function.identity()));
    List<String> names =
        version.contents() == null && newest.contents() == null
            ? SentContent.names(s3, deploymentBucket)
            : known.keySet().stream().sorted().toList();
    names.forEach(name -> sayThatNothingIsKept(version, name));
    return known.values().stream()
        .map(content -> content.with(sent(content.name()).manifest()))
        .toList();
  }

  /**
   * Goes on only when nobody has brought anything into the buckets since it was planned what to
   * bring back.
   *
   * @throws StacktapeException {@code PLAN_STALE}
   */
  public void requireUnchanged(List<RestoredContent> restored) {
    for (RestoredContent one : restored) {
      if (!sent(one.content().name()).id().equals(one.sent())) {
        throw Freshness.stale(
            "Somebody has changed the files of `%s` meanwhile.".formatted(one.content().name()));
      }
    }
  }

  /** Brings files back into the buckets of a stack. */
  public void restore(String stackName, List<RestoredContent> restored) {
    if (restored.isEmpty()) {
      return;
    }
    StackBuckets buckets =
        new StackBuckets(
            new BucketFilling(s3, cloudFront, events, cancellation),
            deploymentBucket,
            Stacks.resources(cloudFormation, stackName));
    KeptFiles kept = new KeptFiles(s3, deploymentBucket);
    for (RestoredContent one : restored) {
      StoredContent content = one.content();
      String bucket = buckets.name(content.bucketId());
      if (bucket != null) {
        BucketFiles files = new Former(kept, content.name(), one.wanted());
        buckets.writeDown(
            files, buckets.fill(bucket, files, content, (path, etag) -> {}), content.manifest());
      }
    }
  }

  /** What a version had in a bucket. */
  private record Former(KeptFiles kept, String name, ContentManifest manifest)
      implements BucketFiles {
    @Override
    public String bring(String bucket, String path) {
      return kept.give(bucket, path, Objects.requireNonNull(manifest.files().get(path)));
    }
  }

  private void sayThatNothingIsKept(Version version, String name) {
    events.on(
        new Event.Warned(
            DeployCode.CONTENT_NOT_ON_RECORD
                .warning(
                    "Nothing is kept of the files that `%s` had in version %d; they stay as they are."
                        .formatted(name, version.number()))
                .hint(
                    "Deploy the files of that time: stacktape:deploy. Versions that are made from"
                        + " now on keep theirs.")));
  }

  private SentContent sent(String name) {
    return SentContent.read(s3, deploymentBucket, name);
  }

  private ContentManifest manifest(Version version, String id) {
    return new KeptFiles(s3, deploymentBucket)
        .read(id)
        .orElseThrow(() -> Versions.incomplete(version, KeptFiles.key(id)));
  }

  /** Goes on only when what has to be copied is there. */
  private void requireKept(Version version, SentContent there, ContentManifest wanted) {
    List<StoredFile> needed =
        wanted.files().entrySet().stream()
            .filter(file -> !there.has(file.getKey(), file.getValue().digest()))
            .map(Map.Entry::getValue)
            .toList();
    Set<String> kept =
        needed.isEmpty()
            ? Collections.emptySet()
            : new SentObjects(s3, deploymentBucket)
                .list(KeptFiles.FILES).stream().map(Sent::name).collect(Collectors.toSet());
    needed.stream()
        .map(KeptFiles::key)
        .filter(key -> !kept.contains(key))
        .findFirst()
        .ifPresent(
            key -> {
              throw Versions.incomplete(version, key);
            });
  }
}
