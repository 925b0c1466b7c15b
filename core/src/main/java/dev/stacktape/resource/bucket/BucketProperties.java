package dev.stacktape.resource.bucket;

import dev.stacktape.config.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("An S3 bucket.")
public record BucketProperties(
    @Doc("Fills the bucket with a folder of yours.") @Nullable DirectoryUpload directoryUpload,
    @Doc("Who may read and write objects.") @Nullable Accessibility accessibility,
    @Doc("Which web pages may use it.") @Nullable BucketCors cors,
    @Doc("Keeps older versions of objects.") @Nullable Boolean versioning,
    @Doc("Says explicitly that objects are encrypted with keys of S3; they always are.")
        @Nullable Boolean encryption,
    @Doc("What happens to objects as they grow old.") List<LifecycleRule> lifecycleRules,
    @Doc(value = "Sends changes of objects to the default event bus.", defaultValue = "false")
        @Nullable Boolean enableEventBusNotifications,
    @Doc("A CDN in front of the bucket.") @Nullable BucketCdn cdn) {}
