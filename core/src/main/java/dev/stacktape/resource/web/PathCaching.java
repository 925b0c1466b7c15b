package dev.stacktape.resource.web;

import dev.stacktape.config.Doc;
import dev.stacktape.resource.cdn.CachingOptions;

@Doc("What a CDN keeps of some paths.")
public record PathCaching(
    @Doc(value = "The paths, with * and ?.", example = "/blog/*") String path,
    @Doc("What is kept and for how long.") CachingOptions cachingOptions) {}
