package dev.stacktape.resource.event;

import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a workload that buckets tell of changes. A bucket names everybody whom it tells
 * itself, so it asks the workloads.
 */
public interface BucketListener {
  /** The events, each with where it stands in the config. */
  List<Heard> bucketEvents(Resource<?> self, StackView stack);

  /**
   * An event that a bucket tells somebody of.
   *
   * @param path keys and list positions below {@code properties:} of the workload
   * @param targetArn the function that the bucket calls, a template value that refers to nothing;
   *     {@code null} where the bucket tells the default event bus
   * @param permissionId logical id of what lets the bucket call
   */
  record Heard(
      BucketEvent event,
      List<Object> path,
      @Nullable Object targetArn,
      @Nullable String permissionId) {}
}
