package dev.stacktape.deploy;

import dev.stacktape.plan.StoredContent;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/**
 * The buckets of a stack, with what is written down of them.
 *
 * @param resources of the stack, by logical id
 */
record StackBuckets(
    BucketFilling filling, String deploymentBucket, Map<String, StackResourceSummary> resources) {

  /** The name of a bucket; null where the stack has none of that id. */
  @Nullable String name(String logicalId) {
    StackResourceSummary resource = resources.get(logicalId);
    return resource == null ? null : resource.physicalResourceId();
  }

  /**
   * Makes a bucket hold some files and no others.
   *
   * @param arrived is told of each file and its ETag once it is there, from several threads
   * @return the ETag of each file
   */
  Map<String, String> fill(
      String bucket, BucketFiles files, StoredContent content, BiConsumer<String, String> arrived) {
    SentContent sent = SentContent.read(filling.s3(), deploymentBucket, content.name());
    Map<String, String> there = new TreeMap<>();
    Parallel.all(() -> forgetWhatChanges(sent, files), () -> there.putAll(filling.there(bucket)));
    return filling.fill(
        bucket,
        files,
        there,
        sent,
        content.distributionIds().stream().map(this::name).filter(Objects::nonNull).toList(),
        arrived);
  }

  /** A run that is killed leaves a note that says too little rather than too much. */
  private void forgetWhatChanges(SentContent sent, BucketFiles files) {
    SentContent certain = sent.commonWith(files.manifest());
    if (!sent.isOf(files.manifest()) && !certain.equals(sent)) {
      certain.write(filling.s3(), deploymentBucket, files.name());
    }
  }

  /**
   * Writes down what is in a bucket now.
   *
   * @param manifest names what is kept of it, null where nothing is
   */
  void writeDown(BucketFiles files, Map<String, String> etags, @Nullable String manifest) {
    SentContent.of(manifest, files.manifest(), etags)
        .write(filling.s3(), deploymentBucket, files.name());
  }
}
