package dev.stacktape.resource.bucket;

import dev.stacktape.config.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("Web pages and what they may do with a bucket.")
public record BucketCorsRule(
    @Doc("Origins of the pages.") List<String> allowedOrigins,
    @Doc("Request headers that they may send.") List<String> allowedHeaders,
    @Doc("HTTP methods that they may use.") List<BucketMethod> allowedMethods,
    @Doc("Response headers that they may read.") List<String> exposedResponseHeaders,
    @Doc("How long browsers remember the answer, in seconds.") @Nullable Integer maxAge) {}
