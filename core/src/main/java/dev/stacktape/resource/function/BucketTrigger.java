package dev.stacktape.resource.function;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.bucket.BucketNotifications;
import dev.stacktape.resource.event.BucketEvent;

/**
 * Changes of objects that run a function. The bucket itself says whom it calls, see {@link
 * BucketNotifications}; the function lets it.
 */
final class BucketTrigger implements Trigger<BucketEvent> {

  @Override
  public void check(Inspection<FunctionProperties> inspection, BucketEvent event, int index) {
    BucketNotifications.checkBucket(inspection, event, "events", index, "properties", "bucketArn");
  }

  @Override
  public void contribute(
      Contribution<FunctionProperties> to, FunctionNames names, BucketEvent event, int index) {
    to.add(
        names.eventId(index, "Permission"),
        CallPermission.inAccount(
            names.calledArn(),
            "s3.amazonaws.com",
            BucketNotifications.sourceArn(event, to.stack())),
        "events",
        index);
  }
}
