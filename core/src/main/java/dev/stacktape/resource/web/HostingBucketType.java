package dev.stacktape.resource.web;

import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.resource.Access;
import dev.stacktape.resource.BuildCommand;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.EnvironmentVar;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.PageVariables;
import dev.stacktape.resource.Params;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.ResourceType;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.bucket.BucketCdn;
import dev.stacktape.resource.bucket.BucketProperties;
import dev.stacktape.resource.bucket.BucketType;
import dev.stacktape.resource.bucket.DirectoryUpload;
import dev.stacktape.resource.bucket.HeadersPreset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code hosting-bucket}: a website of files, which is a bucket with a CDN and its content. */
public final class HostingBucketType implements ResourceType<HostingBucketProperties> {
  private static final BucketType BUCKET = new BucketType();
  private static final String INJECTED = "injectEnvironment";
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

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
  public void check(Inspection<HostingBucketProperties> inspection) {
    HostingBucketProperties site = inspection.properties();
    List<EnvironmentVar> variables = site.injectEnvironment();
    for (int i = 0; i < variables.size(); i++) {
      String name = variables.get(i).name();
      if (!NAME.matcher(name).matches()) {
        inspection.report(
            VALUE_INVALID
                .error("`%s` is not a name that a page can read a variable by.".formatted(name))
                .hint("Write a letter or underscore, and behind it letters, digits, underscores."),
            INJECTED,
            i,
            "name");
      }
    }
    inspection.withoutEffect(
        site.writeDotenvFilesTo() != null && variables.isEmpty(),
        "there are no variables under `injectEnvironment`",
        "writeDotenvFilesTo");
  }

  /** The bucket is the part's, and the variables are the website's. */
  @Override
  public void contribute(Contribution<HostingBucketProperties> to) {
    HostingBucketProperties site = to.properties();
    if (site.injectEnvironment().isEmpty()) {
      return;
    }
    Map<String, Object> values = new LinkedHashMap<>();
    site.injectEnvironment()
        .forEach(variable -> values.put(variable.name(), variable.value().text()));
    String folder = site.writeDotenvFilesTo();
    to.add(
        new PageVariables(
            values,
            folder == null
                ? null
                : to.stack().directory().resolve(folder).resolve(".env").normalize(),
            to.resource().at(INJECTED)));
  }
}
