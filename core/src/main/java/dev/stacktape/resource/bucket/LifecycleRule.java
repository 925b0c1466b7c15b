package dev.stacktape.resource.bucket;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TypeName;
import dev.stacktape.config.Union;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("What happens to objects as they grow old.")
@Union
public sealed interface LifecycleRule {

  @Doc("Deletes objects.")
  @TypeName("expiration")
  record Expiration(
      @Doc("Days since the object was stored.") Integer daysAfterUpload,
      @Doc("How their keys begin.") @Nullable String prefix,
      @Doc("Tags that they carry.") List<KeyValue> tags)
      implements LifecycleRule {}

  @Doc("Deletes older versions of objects.")
  @TypeName("non-current-version-expiration")
  record OldVersionExpiration(
      @Doc("Days since a newer version came.") Integer daysAfterVersioned,
      @Doc("How their keys begin.") @Nullable String prefix,
      @Doc("Tags that they carry.") List<KeyValue> tags)
      implements LifecycleRule {}

  @Doc("Moves objects to a cheaper kind of storage.")
  @TypeName("class-transition")
  record Transition(
      @Doc("Days since the object was stored.") Integer daysAfterUpload,
      @Doc("The kind of storage.") StorageClass storageClass,
      @Doc("How their keys begin.") @Nullable String prefix,
      @Doc("Tags that they carry.") List<KeyValue> tags)
      implements LifecycleRule {}

  @Doc("Moves older versions of objects to a cheaper kind of storage.")
  @TypeName("non-current-version-class-transition")
  record OldVersionTransition(
      @Doc("Days since a newer version came.") Integer daysAfterVersioned,
      @Doc("The kind of storage.") StorageClass storageClass,
      @Doc("How their keys begin.") @Nullable String prefix,
      @Doc("Tags that they carry.") List<KeyValue> tags)
      implements LifecycleRule {}

  @Doc("Removes the parts of uploads that were never finished.")
  @TypeName("abort-incomplete-multipart-upload")
  record AbortUpload(
      @Doc("Days since the upload began.") Integer daysAfterInitiation,
      @Doc("How their keys begin.") @Nullable String prefix,
      @Doc("Tags that they carry; S3 does not take them for this rule.") List<KeyValue> tags)
      implements LifecycleRule {}
}
