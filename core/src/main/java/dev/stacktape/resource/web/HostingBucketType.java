package dev.stacktape.resource.web;

import dev.stacktape.resource.Access;
import dev.stacktape.resource.BuildCommand;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Params;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.ResourceType;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.bucket.BucketCdn;
import dev.stacktape.resource.bucket.BucketProperties;
import dev.stacktape.resource.bucket.BucketType;
import dev.stacktape.resource.bucket.DirectoryUpload;
import dev.stacktape.resource.bucket.HeadersPreset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code hosting-bucket}: a website of files, which is a bucket with a CDN and its content. */
public final class HostingBucketType implements ResourceType<HostingBucketProperties> {
  private static final BucketType BUCKET = new BucketType();

  @Override
  public String word() {
    return "hosting-bucket";
  }

  @Override
  public Class<HostingBucketProperties> propertiesType() {
    return HostingBucketProperties.class;
  }

  @Override
  public Map<String, Resource<?>> parts(Resource<HostingBucketProperties> site) {
    return Map.of("bucket", bucket(site));
  }

  private static Resource<BucketProperties> bucket(Resource<HostingBucketProperties> site) {
    HostingBucketProperties wanted = site.properties();
    HeadersPreset preset =
        wanted.hostingContentType() == null
            ? HeadersPreset.STATIC_WEBSITE
            : wanted.hostingContentType();
    DirectoryUpload upload =
        new DirectoryUpload(
            wanted.uploadDirectoryPath(),
            wanted.fileOptions(),
            wanted.excludeFilesPatterns(),
            preset,
            null);
    BucketCdn cdn =
        new BucketCdn(
            preset == HeadersPreset.SINGLE_PAGE_APP,
            wanted.disableUrlNormalization(),
            true,
            null,
            null,
            wanted.routeRewrites(),
            wanted.customDomains(),
            wanted.edgeFunctions(),
            null,
            null,
            wanted.errorDocument(),
            wanted.indexDocument(),
            null,
            wanted.useFirewall());
    return site.part(
        BUCKET, new BucketProperties(upload, null, null, null, null, List.of(), null, cdn));
  }

  @Override
  public Optional<BuildCommand> build(Resource<HostingBucketProperties> site) {
    return Optional.ofNullable(site.properties().build())
        .map(build -> new BuildCommand(build.command(), build.workingDirectory()));
  }

  @Override
  public Params params(Resource<HostingBucketProperties> site, StackView stack) {
    return BUCKET.params(bucket(site), stack);
  }

  @Override
  public Optional<Access> access(Resource<HostingBucketProperties> site, StackView stack) {
    return BUCKET.access(bucket(site), stack);
  }

  @Override
  public void checkSupport(Inspection<HostingBucketProperties> inspection) {
    HostingBucketProperties site = inspection.properties();
    inspection.notSupported(
        !site.injectEnvironment().isEmpty(),
        "Variables that are written into pages",
        "injectEnvironment");
    inspection.notSupported(
        site.writeDotenvFilesTo() != null, "Writing .env files", "writeDotenvFilesTo");
  }

  @Override
  public void contribute(Contribution<HostingBucketProperties> contribution) {
    // All of it is the part's.
  }
}
