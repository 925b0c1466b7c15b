package dev.stacktape.resource.thirdparty;

import dev.stacktape.config.Doc;
import dev.stacktape.resource.bucket.LifecycleRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("The buckets behind a Convex backend.")
public record ConvexStorage(
    @Doc(
            value = "Says explicitly that objects are encrypted; they always are.",
            defaultValue = "true")
        @Nullable Boolean encryption,
    @Doc(value = "Keeps older versions of objects.", defaultValue = "false")
        @Nullable Boolean versioning,
    @Doc("What happens to objects as they grow old.") List<LifecycleRule> lifecycleRules) {}
