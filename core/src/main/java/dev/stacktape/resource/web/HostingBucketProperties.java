package dev.stacktape.resource.web;

import dev.stacktape.config.Doc;
import dev.stacktape.resource.EnvironmentVar;
import dev.stacktape.resource.bucket.HeadersPreset;
import dev.stacktape.resource.bucket.UploadFilter;
import dev.stacktape.resource.cdn.CustomDomain;
import dev.stacktape.resource.cdn.EdgeFunctions;
import dev.stacktape.resource.cdn.RouteRewrite;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("A website of files, kept in a bucket behind a CDN.")
public record HostingBucketProperties(
    @Doc(value = "The folder with the files, relative to the config file.", example = "dist")
        String uploadDirectoryPath,
    @Doc("What makes the files, before each deployment.") @Nullable WebBuild build,
    @Doc("What serves the website while developing.") @Nullable WebBuild dev,
    @Doc(value = "Patterns of files that stay out.", example = "[\"**/*.map\"]")
        List<String> excludeFilesPatterns,
    @Doc(
            value = "The kind of website, which decides on headers and on paths without a file.",
            defaultValue = "static-website",
            example = "single-page-app")
        @Nullable HeadersPreset hostingContentType,
    @Doc("Domains of yours.") List<CustomDomain> customDomains,
    @Doc(
            value = "Takes paths as they are, without looking for .html files.",
            defaultValue = "false")
        @Nullable Boolean disableUrlNormalization,
    @Doc("Functions that run close to the caller.") @Nullable EdgeFunctions edgeFunctions,
    @Doc(value = "What is shown where nothing is found.", example = "/404.html")
        @Nullable String errorDocument,
    @Doc(value = "What is shown for the root.", defaultValue = "/index.html")
        @Nullable String indexDocument,
    @Doc("Variables that are written into the pages.") List<EnvironmentVar> injectEnvironment,
    @Doc(value = "A folder that gets a .env file with those variables.", example = "frontend")
        @Nullable String writeDotenvFilesTo,
    @Doc(value = "The web-app-firewall in this config, with the scope cdn.", example = "firewall")
        @Nullable String useFirewall,
    @Doc("Headers and tags for some files.") List<UploadFilter> fileOptions,
    @Doc("Paths that are treated differently.") List<RouteRewrite> routeRewrites) {}
