package dev.stacktape.resource.bucket;

import dev.stacktape.config.Doc;
import java.util.List;

@Doc("Who may read and write the objects of a bucket.")
public record Accessibility(
    @Doc(value = "Whether everyone may read, or read and write.", defaultValue = "private")
        AccessibilityMode accessibilityMode,
    @Doc("Further statements of the bucket's policy.")
        List<BucketPolicyStatement> accessPolicyStatements) {}
