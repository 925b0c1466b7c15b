package dev.stacktape.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.aws.AwsClients;
import dev.stacktape.aws.AwsSettings;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.local.server.LocalAws;
import dev.stacktape.local.server.LocalAwsOptions;
import dev.stacktape.plan.StoredContent;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.resource.ContentUpload;
import dev.stacktape.resource.PageVariables;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.cloudformation.waiters.CloudFormationWaiter;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Folders that end up in buckets of a stack. */
class ContentSyncTest {
  private static final String STACK = "site-dev";
  private static final String DEPLOYMENT = "deployment-bucket";
  private static final String SITE = "the-site";
  private static final String DISTRIBUTION =
      "{DistributionConfig: {Enabled: true, DefaultCacheBehavior: {TargetOriginId: site,"
          + " ViewerProtocolPolicy: https-only}, Origins: [{Id: site, DomainName:"
          + " site.acme.com}]}}";

  @TempDir Path folder;
  private LocalAws local;
  private AwsClients aws;
  private final List<String> said = new ArrayList<>();
  private String suffix = "";

  @BeforeEach
  void start(@TempDir Path state) throws IOException {
    local = LocalAws.start(LocalAwsOptions.in(state));
    aws =
        new AwsClients(
            AwsSettings.embedded(URI.create(local.endpoint()), "eu-west-1"), EventListener.none());
    aws.s3().createBucket(create -> create.bucket(DEPLOYMENT));
    aws.cloudFormation()
        .createStack(
            create ->
                create
                    .stackName(STACK)
                    .templateBody(
                        """
                        Resources:
                          Site: {Type: AWS::S3::Bucket, Properties: {BucketName: %s}}
                          Cdn: {Type: AWS::CloudFront::Distribution, Properties: %s}
                          OtherCdn: {Type: AWS::CloudFront::Distribution, Properties: %s}
                        """
                            .formatted(SITE, DISTRIBUTION, DISTRIBUTION)));
    try (CloudFormationWaiter waiter =
        CloudFormationWaiter.builder()
            .client(aws.cloudFormation())
            .overrideConfiguration(
                waiting ->
                    waiting.backoffStrategyV2(
                        BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(20))))
            .build()) {
      waiter.waitUntilStackCreateComplete(stack -> stack.stackName(STACK));
    }
    write("index.html", "<h1>Hello</h1>");
    write("assets/app.js", "run()");
    write("assets/app.js.map", "{}");
    write(".env", "KEY=secret");
  }

  @AfterEach
  void stop() {
    aws.close();
    local.close();
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private ContentUpload upload() {
    return new ContentUpload(
        "site",
        "Site",
        List.of("Cdn", "OtherCdn"),
        folder,
        List.of("**/*.map"),
        List.of(
            new ContentUpload.Rule(
                "**/*.html", null, Map.of("Cache-Control", "no-cache"), Map.of()),
            new ContentUpload.Rule("assets/**", null, Map.of("Cache-Control", "public"), Map.of())),
        PageVariables.NONE,
        Location.of("stacktape.yml"));
  }

  private ContentSync sync() {
    return new ContentSync(
        aws.s3(),
        aws.cloudFormation(),
        aws::cloudFront,
        values -> {
          Map<String, String> told = new LinkedHashMap<>();
          values.forEach((name, value) -> told.put(name, value + suffix));
          return told;
        },
        event -> {
          if (event instanceof Event.Noted noted) {
            said.add(noted.message());
          }
        },
        new CancellationToken());
  }

  private List<ContentUpload> due(ContentUpload upload, boolean stackChanges) {
    return due(upload, new ContentOutlook(stackChanges, Set.of(), false));
  }

  private List<ContentUpload> due(ContentUpload upload, ContentOutlook outlook) {
    return sync().due(DEPLOYMENT, List.of(upload), outlook).due();
  }

  private List<String> keys() {
    return keys(SITE);
  }

  private List<String> keys(String bucket) {
    return aws.s3().listObjectsV2(list -> list.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .sorted()
        .toList();
  }

  @Test
  void filesGetTheirHeadersAndPrivateOnesStayOut() {
    sync().sync(DEPLOYMENT, STACK, List.of(upload()), null);

    assertThat(keys()).containsExactly("assets/app.js", "index.html");
    var page = aws.s3().headObject(head -> head.bucket(SITE).key("index.html"));
    assertThat(page.cacheControl()).isEqualTo("no-cache");
    assertThat(page.contentType()).isEqualTo("text/html; charset=utf-8");
    assertThat(aws.s3().headObject(head -> head.bucket(SITE).key("assets/app.js")).cacheControl())
        .isEqualTo("public");
  }

  @Test
  void onlyWhatChangedIsSentAndWhatIsGoneIsRemoved() throws IOException {
    sync().sync(DEPLOYMENT, STACK, List.of(upload()), null);
    assertThat(due(upload(), true)).isEmpty();
    write("index.html", "<h1>Hello again</h1>");
    Files.delete(folder.resolve("assets/app.js"));

    assertThat(due(upload(), true)).hasSize(1);
    said.clear();
    sync().sync(DEPLOYMENT, STACK, List.of(upload()), null);

    assertThat(keys()).containsExactly("index.html");
    assertThat(said)
        .containsExactly(
            "site: 1 files sent, 1 removed, 0 unchanged.",
            "site: the CDN drops its copies within a few minutes.");
  }

  @Test
  void pagesAreToldWhatTheStackIs() throws IOException {
    Path env = folder.resolveSibling("web-of-" + folder.getFileName()).resolve(".env");
    ContentUpload upload =
        upload().with(new PageVariables(Map.of("API_URL", "https://a"), env, null));
    sync().sync(DEPLOYMENT, STACK, List.of(upload), null);

    assertThat(text("index.html"))
        .isEqualTo(
            "<script>window.STP_INJECTED_ENV={\"API_URL\":\"https://a\"};</script><h1>Hello</h1>");
    assertThat(text("assets/app.js")).isEqualTo("run()");
    assertThat(env).hasContent("API_URL=https://a\n");
    assertThat(due(upload, false)).isEmpty();
    assertThat(due(upload, true)).hasSize(1);

    suffix = "/v2";
    assertThat(due(upload, false)).hasSize(1);
    said.clear();
    sync().sync(DEPLOYMENT, STACK, List.of(upload), null);

    assertThat(text("index.html")).contains("https://a/v2");
    assertThat(env).hasContent("API_URL=https://a/v2\n");
    assertThat(said).contains("site: 1 files sent, 0 removed, 1 unchanged.");
  }

  private String text(String key) {
    return aws.s3().getObjectAsBytes(get -> get.bucket(SITE).key(key)).asUtf8String();
  }

  /** The reference makes CDNs ask again after each deployment, whether anything changed or not. */
  @Test
  void everyCdnOfTheBucketDropsItsCopiesWhenSomethingChangedAndOnlyThen() throws IOException {
    sync().sync(DEPLOYMENT, STACK, List.of(upload()), null);
    assertThat(invalidations()).isEqualTo(2);

    sync().sync(DEPLOYMENT, STACK, List.of(upload()), null);
    assertThat(invalidations()).isEqualTo(2);

    write("index.html", "<h1>Hello again</h1>");
    sync().sync(DEPLOYMENT, STACK, List.of(upload()), null);
    assertThat(invalidations()).isEqualTo(4);
  }

  private long invalidations() {
    return local.calls().all().stream()
        .filter(call -> call.operation().equals("CreateInvalidation"))
        .count();
  }

  @Test
  void aBucketThatIsMadeAnewIsDueWhateverWasSentBefore() {
    sync().sync(DEPLOYMENT, STACK, List.of(upload()), null);

    assertThat(due(upload(), new ContentOutlook(true, Set.of("Site"), false))).hasSize(1);
    assertThat(due(upload(), new ContentOutlook(true, Set.of("Other"), false))).isEmpty();
  }

  @Test
  void whatAHotSwapSentIsDueForAVersionOfWhichItIsKept() {
    sync().sync(DEPLOYMENT, STACK, List.of(upload()), null);
    ContentOutlook version = new ContentOutlook(false, Set.of(), true);
    assertThat(due(upload(), false)).isEmpty();
    assertThat(due(upload(), version)).hasSize(1);
    said.clear();

    List<StoredContent> kept = sync().sync(DEPLOYMENT, STACK, List.of(upload()), List.of());

    assertThat(due(upload(), version)).isEmpty();
    assertThat(said).containsExactly("site: 0 files sent, 0 removed, 2 unchanged.");
    assertThat(kept)
        .singleElement()
        .satisfies(
            content ->
                assertThat(keys(DEPLOYMENT))
                    .contains("manifests/" + content.manifest() + ".json")
                    .filteredOn(key -> key.startsWith("files/"))
                    .hasSize(2));
  }

  @Test
  void ofWhatSomebodyElseChangesMeanwhileNothingIsKept() {
    sync().sync(DEPLOYMENT, STACK, List.of(upload()), null);
    ContentManifest.StoredFile file = new ContentManifest.StoredFile("d1", 3, Map.of(), Map.of());
    KeptFiles kept = new KeptFiles(aws.s3(), DEPLOYMENT);

    assertThatThrownBy(() -> kept.take(SITE, "index.html", "\"other\"", file))
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(412));

    assertThat(keys(DEPLOYMENT)).doesNotContain("files/d1");
  }

  @Test
  void aFolderThatIsNotThereIsDueAndRefused() {
    ContentUpload missing =
        new ContentUpload(
            "site",
            "Site",
            List.of(),
            folder.resolve("nowhere"),
            List.of(),
            List.of(),
            PageVariables.NONE,
            Location.of("stacktape.yml"));

    assertThat(due(missing, false)).hasSize(1);
    assertThatThrownBy(() -> sync().requireFolders(List.of(missing)))
        .isInstanceOf(StacktapeException.class)
        .hasMessageContaining("is not there");
  }
}
