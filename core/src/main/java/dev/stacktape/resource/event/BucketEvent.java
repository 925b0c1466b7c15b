package dev.stacktape.resource.event;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("Changes of objects in a bucket.")
@TypeName("s3")
public record BucketEvent(
    @Doc(value = "ARN of the bucket.", example = "$ResourceParam('uploads', 'arn')")
        String bucketArn,
    @Doc(value = "Which changes.", example = "s3:ObjectCreated:*") BucketEventType s3EventType,
    @Doc("Which objects.") @Nullable ObjectFilter filterRule)
    implements FunctionEvent {}
