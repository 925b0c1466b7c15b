package dev.stacktape.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.local.TestClients;
import dev.stacktape.local.server.LocalAws;
import dev.stacktape.local.server.LocalAwsOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;

class S3Test {
  private static final String BUCKET = "orders-dev-artifacts";

  @TempDir Path state;
  private LocalAws aws;
  private S3Client s3;

  @BeforeEach
  void start() {
    aws = LocalAws.start(LocalAwsOptions.in(state));
    s3 = TestClients.s3(aws);
    s3.createBucket(r -> r.bucket(BUCKET));
  }

  @AfterEach
  void stop() {
    s3.close();
    aws.close();
  }

  private PutObjectResponse put(String key, String text) {
    return s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString(text));
  }

  private String get(String key) {
    return s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asUtf8String();
  }

  private static void assertCode(String code, int status, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(e.statusCode()).isEqualTo(status);
            });
  }

  @Test
  void anObjectComesBackAsItWentIn() {
    s3.putObject(
        r ->
            r.bucket(BUCKET)
                .key("a b/ü+%.txt")
                .contentType("text/plain")
                .cacheControl("max-age=60")
                .metadata(Map.of("digest", "abc"))
                .tagging("team=shop&stage=dev%20one"),
        RequestBody.fromString("hello"));
    ResponseBytes<GetObjectResponse> got =
        s3.getObjectAsBytes(
            r -> r.bucket(BUCKET).key("a b/ü+%.txt").checksumMode(ChecksumMode.ENABLED));
    assertThat(got.asUtf8String()).isEqualTo("hello");
    assertThat(got.response().contentType()).isEqualTo("text/plain");
    assertThat(got.response().cacheControl()).isEqualTo("max-age=60");
    assertThat(got.response().metadata()).containsExactly(Map.entry("digest", "abc"));
    assertThat(got.response().eTag()).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
    assertThat(got.response().tagCount()).isEqualTo(2);
    assertThat(s3.getObjectTagging(r -> r.bucket(BUCKET).key("a b/ü+%.txt")).tagSet())
        .containsExactly(
            Tag.builder().key("stage").value("dev one").build(),
            Tag.builder().key("team").value("shop").build());
  }

  @Test
  void headTellsTheLengthWithoutTheBytes() {
    put("k", "12345");
    HeadObjectResponse head = s3.headObject(r -> r.bucket(BUCKET).key("k"));
    assertThat(head.contentLength()).isEqualTo(5);
    assertThatThrownBy(() -> s3.headObject(r -> r.bucket(BUCKET).key("missing")))
        .isInstanceOfSatisfying(
            AwsServiceException.class, e -> assertThat(e.statusCode()).isEqualTo(404));
  }

  @Test
  void aConditionalPutNeverOverwrites() {
    s3.putObject(r -> r.bucket(BUCKET).key("lock").ifNoneMatch("*"), RequestBody.fromString("1"));
    assertCode(
        "PreconditionFailed",
        412,
        () ->
            s3.putObject(
                r -> r.bucket(BUCKET).key("lock").ifNoneMatch("*"), RequestBody.fromString("2")));
    assertThat(get("lock")).isEqualTo("1");
  }

  @Test
  void aPutWithIfMatchReplacesOnlyWhatItKnows() {
    String etag = put("lock", "1").eTag();
    s3.putObject(r -> r.bucket(BUCKET).key("lock").ifMatch(etag), RequestBody.fromString("2"));
    assertCode(
        "PreconditionFailed",
        412,
        () ->
            s3.putObject(
                r -> r.bucket(BUCKET).key("lock").ifMatch(etag), RequestBody.fromString("3")));
    assertCode(
        "NoSuchKey",
        404,
        () ->
            s3.putObject(
                r -> r.bucket(BUCKET).key("none").ifMatch(etag), RequestBody.fromString("3")));
    assertThat(get("lock")).isEqualTo("2");
  }

  @Test
  void aConditionalGetSendsNothingTwice() {
    String etag = put("k", "1").eTag();
    assertThatThrownBy(() -> s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").ifNoneMatch(etag)))
        .isInstanceOfSatisfying(
            AwsServiceException.class, e -> assertThat(e.statusCode()).isEqualTo(304));
    assertCode(
        "PreconditionFailed",
        412,
        () -> s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").ifMatch("\"other\"")));
  }

  @Test
  void rangesAreServedOrRefused() {
    put("k", "0123456789");
    ResponseBytes<GetObjectResponse> middle =
        s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").range("bytes=2-4"));
    assertThat(middle.asUtf8String()).isEqualTo("234");
    assertThat(middle.response().contentRange()).isEqualTo("bytes 2-4/10");
    assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").range("bytes=-3")).asUtf8String())
        .isEqualTo("789");
    assertThat(
            s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").range("bytes=8-99")).asUtf8String())
        .isEqualTo("89");
    assertCode(
        "InvalidRange",
        416,
        () -> s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").range("bytes=10-")));
  }

  @ParameterizedTest
  @EnumSource(
      value = ChecksumAlgorithm.class,
      names = {"CRC32", "SHA1", "SHA256"})
  void everyChecksumOfTheClientIsVerifiedAndKept(ChecksumAlgorithm algorithm) {
    s3.putObject(
        r -> r.bucket(BUCKET).key("k").checksumAlgorithm(algorithm),
        RequestBody.fromString("checked"));
    ResponseBytes<GetObjectResponse> got =
        s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").checksumMode(ChecksumMode.ENABLED));
    assertThat(got.response().checksumTypeAsString()).isEqualTo("FULL_OBJECT");
    String kept =
        switch (algorithm) {
          case CRC32 -> got.response().checksumCRC32();
          case SHA1 -> got.response().checksumSHA1();
          default -> got.response().checksumSHA256();
        };
    assertThat(kept).isNotNull();
  }

  @Test
  void aWrongChecksumIsRefusedAndNothingIsKept() {
    assertCode(
        "BadDigest",
        400,
        () ->
            s3.putObject(
                r -> r.bucket(BUCKET).key("k").checksumCRC32("AAAAAA=="),
                RequestBody.fromString("text")));
    assertThat(s3.listObjectsV2(r -> r.bucket(BUCKET)).contents()).isEmpty();
  }

  @Test
  void aLargeObjectGoesThroughTheDisk() {
    byte[] bytes = random(3_000_000);
    s3.putObject(r -> r.bucket(BUCKET).key("big"), RequestBody.fromBytes(bytes));
    assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("big")).asByteArray())
        .isEqualTo(bytes);
    assertThat(state.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void partsBecomeOneObject() {
    byte[] bytes = random(5 * 1024 * 1024 + 7);
    String id =
        s3.createMultipartUpload(r -> r.bucket(BUCKET).key("m").contentType("app/zip")).uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      int number = i;
      byte[] part =
          i == 1
              ? Arrays.copyOf(bytes, 5 * 1024 * 1024)
              : Arrays.copyOfRange(bytes, 5 * 1024 * 1024, bytes.length);
      String etag =
          s3.uploadPart(
                  r -> r.bucket(BUCKET).key("m").uploadId(id).partNumber(number),
                  RequestBody.fromBytes(part))
              .eTag();
      parts.add(CompletedPart.builder().partNumber(i).eTag(etag).build());
    }
    assertThat(s3.listMultipartUploads(r -> r.bucket(BUCKET)).uploads()).hasSize(1);
    assertThat(s3.listParts(r -> r.bucket(BUCKET).key("m").uploadId(id)).parts()).hasSize(2);
    String etag = complete(id, parts);
    assertThat(etag).endsWith("-2\"");
    assertThat(complete(id, parts)).as("completing again").isEqualTo(etag);
    assertThat(s3.listMultipartUploads(r -> r.bucket(BUCKET)).uploads()).isEmpty();
    ResponseBytes<GetObjectResponse> got = s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("m"));
    assertThat(got.asByteArray()).isEqualTo(bytes);
    assertThat(got.response().contentType()).isEqualTo("app/zip");
    assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("m").partNumber(2)).asByteArray())
        .hasSize(7);
  }

  private String complete(String id, List<CompletedPart> parts) {
    return s3.completeMultipartUpload(
            r -> r.bucket(BUCKET).key("m").uploadId(id).multipartUpload(m -> m.parts(parts)))
        .eTag();
  }

  @Test
  void badPartsAreRefusedAndAbortedUploadsAreGone() {
    String id = s3.createMultipartUpload(r -> r.bucket(BUCKET).key("m")).uploadId();
    String etag =
        s3.uploadPart(
                r -> r.bucket(BUCKET).key("m").uploadId(id).partNumber(1),
                RequestBody.fromString("small"))
            .eTag();
    s3.uploadPart(
        r -> r.bucket(BUCKET).key("m").uploadId(id).partNumber(2), RequestBody.fromString("small"));
    CompletedPart first = CompletedPart.builder().partNumber(1).eTag(etag).build();
    CompletedPart second = CompletedPart.builder().partNumber(2).eTag(etag).build();
    CompletedPart wrong = CompletedPart.builder().partNumber(1).eTag("nope").build();
    assertCode("InvalidPart", 400, () -> complete(id, List.of(wrong)));
    assertCode("InvalidPartOrder", 400, () -> complete(id, List.of(second, first)));
    assertCode("EntityTooSmall", 400, () -> complete(id, List.of(first, second)));
    s3.abortMultipartUpload(r -> r.bucket(BUCKET).key("m").uploadId(id));
    assertCode("NoSuchUpload", 404, () -> complete(id, List.of(first)));
  }

  @Test
  void aCopyKeepsOrReplacesMetadata() {
    s3.putObject(
        r -> r.bucket(BUCKET).key("from").metadata(Map.of("a", "1")).contentType("x/y"),
        RequestBody.fromString("text"));
    s3.copyObject(
        r ->
            r.sourceBucket(BUCKET)
                .sourceKey("from")
                .destinationBucket(BUCKET)
                .destinationKey("kept"));
    s3.copyObject(
        r ->
            r.sourceBucket(BUCKET)
                .sourceKey("from")
                .destinationBucket(BUCKET)
                .destinationKey("new")
                .metadataDirective(MetadataDirective.REPLACE)
                .metadata(Map.of("b", "2")));
    assertThat(s3.headObject(r -> r.bucket(BUCKET).key("kept")).metadata())
        .containsExactly(Map.entry("a", "1"));
    assertThat(s3.headObject(r -> r.bucket(BUCKET).key("new")).metadata())
        .containsExactly(Map.entry("b", "2"));
    assertThat(get("new")).isEqualTo("text");
    assertCode(
        "InvalidRequest",
        400,
        () ->
            s3.copyObject(
                r ->
                    r.sourceBucket(BUCKET)
                        .sourceKey("from")
                        .destinationBucket(BUCKET)
                        .destinationKey("from")));
  }

  @Test
  void listsArePagedInTheOrderOfUtf8Bytes() {
    // In Java's order of strings the emoji would come before the last.
    List<String> keys = List.of("a/1", "a/2", "b c", "b+c", "z", "\uFB01", "\uD83D\uDE00");
    keys.forEach(key -> put(key, "x"));
    List<String> listed = new ArrayList<>();
    s3.listObjectsV2Paginator(r -> r.bucket(BUCKET).maxKeys(2)).contents().stream()
        .map(S3Object::key)
        .forEach(listed::add);
    assertThat(listed).containsExactlyElementsOf(keys);
  }

  @Test
  void aDelimiterFoldsKeysIntoPrefixes() {
    List.of("a/1", "a/2", "b/1", "c", "d/1").forEach(key -> put(key, "x"));
    List<String> seen = new ArrayList<>();
    for (ListObjectsV2Response page :
        s3.listObjectsV2Paginator(r -> r.bucket(BUCKET).delimiter("/").maxKeys(1))) {
      assertThat(page.keyCount()).isLessThanOrEqualTo(1);
      page.commonPrefixes().stream().map(CommonPrefix::prefix).forEach(seen::add);
      page.contents().stream().map(S3Object::key).forEach(seen::add);
    }
    assertThat(seen).containsExactly("a/", "b/", "c", "d/");
    ListObjectsResponse old =
        s3.listObjects(r -> r.bucket(BUCKET).delimiter("/").prefix("a/").maxKeys(1));
    assertThat(old.contents()).extracting(S3Object::key).containsExactly("a/1");
    assertThat(old.nextMarker()).isEqualTo("a/1");
  }

  @Test
  void versionsAreKeptAndMarkersHideThem() {
    s3.putBucketVersioning(
        r ->
            r.bucket(BUCKET)
                .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    String first = put("k", "1").versionId();
    String second = put("k", "2").versionId();
    String marker = s3.deleteObject(r -> r.bucket(BUCKET).key("k")).versionId();
    assertCode("NoSuchKey", 404, () -> get("k"));
    assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").versionId(first)).asUtf8String())
        .isEqualTo("1");
    ListObjectVersionsResponse versions = s3.listObjectVersions(r -> r.bucket(BUCKET));
    assertThat(versions.versions()).extracting(v -> v.versionId()).containsExactly(second, first);
    assertThat(versions.deleteMarkers()).extracting(m -> m.isLatest()).containsExactly(true);
    assertThat(s3.listObjectsV2(r -> r.bucket(BUCKET)).contents()).isEmpty();
    s3.deleteObject(r -> r.bucket(BUCKET).key("k").versionId(marker));
    assertThat(get("k")).isEqualTo("2");
    assertCode("BucketNotEmpty", 409, () -> s3.deleteBucket(r -> r.bucket(BUCKET)));
  }

  @Test
  void manyObjectsAreDeletedAtOnce() {
    List.of("a", "b").forEach(key -> put(key, "x"));
    DeleteObjectsResponse deleted =
        s3.deleteObjects(
            r ->
                r.bucket(BUCKET)
                    .delete(
                        d ->
                            d.objects(
                                ObjectIdentifier.builder().key("a").build(),
                                ObjectIdentifier.builder().key("b").build(),
                                ObjectIdentifier.builder().key("never there").build())));
    assertThat(deleted.deleted()).hasSize(3);
    assertThat(deleted.errors()).isEmpty();
    s3.deleteBucket(r -> r.bucket(BUCKET));
    assertCode("NoSuchBucket", 404, () -> s3.listObjectsV2(r -> r.bucket(BUCKET)));
  }

  @Test
  void aBucketIsMadeOnce() {
    assertCode("BucketAlreadyOwnedByYou", 409, () -> s3.createBucket(r -> r.bucket(BUCKET)));
    assertCode("InvalidBucketName", 400, () -> s3.createBucket(r -> r.bucket("xn--shop")));
    assertThat(s3.getBucketLocation(r -> r.bucket(BUCKET)).locationConstraintAsString())
        .isEqualTo("eu-west-1");
    assertThat(s3.headBucket(r -> r.bucket(BUCKET)).bucketRegion()).isEqualTo("eu-west-1");
    assertThat(s3.listBuckets().buckets()).extracting(b -> b.name()).containsExactly(BUCKET);
  }

  @Test
  void documentsOfABucketAreKeptAndHaveAwsDefaults() {
    assertThat(s3.getPublicAccessBlock(r -> r.bucket(BUCKET)).publicAccessBlockConfiguration())
        .satisfies(block -> assertThat(block.blockPublicPolicy()).isTrue());
    assertCode("NoSuchBucketPolicy", 404, () -> s3.getBucketPolicy(r -> r.bucket(BUCKET)));
    String open =
        "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\","
            + "\"Resource\":\"arn:aws:s3:::"
            + BUCKET
            + "/public/*\"}]}";
    assertCode("AccessDenied", 403, () -> s3.putBucketPolicy(r -> r.bucket(BUCKET).policy(open)));
    assertCode(
        "MalformedPolicy", 400, () -> s3.putBucketPolicy(r -> r.bucket(BUCKET).policy("nonsense")));
    s3.deletePublicAccessBlock(r -> r.bucket(BUCKET));
    s3.putBucketPolicy(r -> r.bucket(BUCKET).policy(open));
    assertThat(s3.getBucketPolicy(r -> r.bucket(BUCKET)).policy()).isEqualTo(open);
    s3.putBucketTagging(
        r -> r.bucket(BUCKET).tagging(t -> t.tagSet(Tag.builder().key("a").value("b").build())));
    assertThat(s3.getBucketTagging(r -> r.bucket(BUCKET)).tagSet()).hasSize(1);
  }

  @Test
  void everythingIsThereAfterARestartAndLeftoversAreNot() throws Exception {
    put("kept", "text");
    String id = s3.createMultipartUpload(r -> r.bucket(BUCKET).key("m")).uploadId();
    String etag =
        s3.uploadPart(
                r -> r.bucket(BUCKET).key("m").uploadId(id).partNumber(1),
                RequestBody.fromString("part"))
            .eTag();
    stop();
    Path orphan = state.resolve("s3").resolve(BUCKET).resolve("data").resolve("orphan");
    Files.writeString(orphan, "left by a killed process");
    aws = LocalAws.start(LocalAwsOptions.in(state));
    s3 = TestClients.s3(aws);
    assertThat(orphan).doesNotExist();
    assertThat(get("kept")).isEqualTo("text");
    complete(id, List.of(CompletedPart.builder().partNumber(1).eTag(etag).build()));
    assertThat(get("m")).isEqualTo("part");
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    return bytes;
  }
}
