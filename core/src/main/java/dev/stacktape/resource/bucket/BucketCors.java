package dev.stacktape.resource.bucket;

import dev.stacktape.config.Doc;
import java.util.List;

@Doc("Which web pages may use a bucket.")
public record BucketCors(
    @Doc(value = "Whether any may.", defaultValue = "false") Boolean enabled,
    @Doc("Rules of your own instead of one that lets all pages in.")
        List<BucketCorsRule> corsRules) {}
