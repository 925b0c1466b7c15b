package dev.stacktape.resource.event;

import dev.stacktape.config.ConfigValue;

/** Which changes of objects are meant. */
public enum BucketEventType {
  @ConfigValue("s3:ObjectCreated:*")
  S3_OBJECT_CREATED_ALL,
  @ConfigValue("s3:ObjectCreated:CompleteMultipartUpload")
  S3_OBJECT_CREATED_COMPLETE_MULTIPART_UPLOAD,
  @ConfigValue("s3:ObjectCreated:Copy")
  S3_OBJECT_CREATED_COPY,
  @ConfigValue("s3:ObjectCreated:Post")
  S3_OBJECT_CREATED_POST,
  @ConfigValue("s3:ObjectCreated:Put")
  S3_OBJECT_CREATED_PUT,
  @ConfigValue("s3:ObjectRemoved:*")
  S3_OBJECT_REMOVED_ALL,
  @ConfigValue("s3:ObjectRemoved:Delete")
  S3_OBJECT_REMOVED_DELETE,
  @ConfigValue("s3:ObjectRemoved:DeleteMarkerCreated")
  S3_OBJECT_REMOVED_DELETE_MARKER_CREATED,
  @ConfigValue("s3:ObjectRestore:*")
  S3_OBJECT_RESTORE_ALL,
  @ConfigValue("s3:ObjectRestore:Completed")
  S3_OBJECT_RESTORE_COMPLETED,
  @ConfigValue("s3:ObjectRestore:Post")
  S3_OBJECT_RESTORE_POST,
  @ConfigValue("s3:ReducedRedundancyLostObject")
  S3_REDUCED_REDUNDANCY_LOST_OBJECT,
  @ConfigValue("s3:Replication:*")
  S3_REPLICATION_ALL,
  @ConfigValue("s3:Replication:OperationFailedReplication")
  S3_REPLICATION_OPERATION_FAILED_REPLICATION,
  @ConfigValue("s3:Replication:OperationMissedThreshold")
  S3_REPLICATION_OPERATION_MISSED_THRESHOLD,
  @ConfigValue("s3:Replication:OperationNotTracked")
  S3_REPLICATION_OPERATION_NOT_TRACKED,
  @ConfigValue("s3:Replication:OperationReplicatedAfterThreshold")
  S3_REPLICATION_OPERATION_REPLICATED_AFTER_THRESHOLD
}
