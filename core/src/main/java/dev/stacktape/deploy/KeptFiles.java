package dev.stacktape.deploy;

import dev.stacktape.deploy.ContentManifest.StoredFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/**
 * What versions need to bring files back into buckets: each file once as {@code files/<digest>} and
 * each list of files as {@code manifests/<digest>.json} in the deployment bucket. S3 copies files
 * in and out, so that nothing goes through this machine. One call copies what one call can have
 * sent, which is 5 GB.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject</a>
 */
record KeptFiles(S3Client s3, String bucket) {
  static final String FILES = "files/";
  static final String MANIFESTS = "manifests/";
  private static final int AT_ONCE = 8;

  /** The key of a file. */
  static String key(StoredFile file) {
    return FILES + file.digest();
  }

  /** The key of a list of files. */
  static String key(String manifest) {
    return MANIFESTS + manifest + ".json";
  }

  /**
   * Keeps a file that is in another bucket.
   *
   * @param etag of what is meant: what somebody else has put in its place is not kept
   */
  void take(String from, String path, String etag, StoredFile file) {
    // Only the bytes: the list has what they are served with.
    var unused =
        s3.copyObject(plain(from, path, bucket, key(file)).copySourceIfMatch(etag).build());
  }

  /**
   * Brings a kept file back.
   *
   * @return the ETag of what is there now
   */
  String give(String to, String path, StoredFile file) {
    Map<String, String> headers = file.headers();
    CopyObjectRequest.Builder copy =
        plain(bucket, key(file), to, path)
            .contentType(headers.get("Content-Type"))
            .cacheControl(headers.get("Cache-Control"))
            .contentDisposition(headers.get("Content-Disposition"))
            .contentEncoding(headers.get("Content-Encoding"))
            .contentLanguage(headers.get("Content-Language"));
    Tagging tags = tagging(file.tags());
    if (tags != null) {
      copy.tagging(tags);
    }
    return s3.copyObject(copy.build()).copyObjectResult().eTag();
  }

  private static CopyObjectRequest.Builder plain(
      String from, String source, String to, String path) {
    return CopyObjectRequest.builder()
        .sourceBucket(from)
        .sourceKey(source)
        .destinationBucket(to)
        .destinationKey(path)
        .metadataDirective(MetadataDirective.REPLACE)
        .taggingDirective(TaggingDirective.REPLACE);
  }

  /** Null where there are none. */
  static @Nullable Tagging tagging(Map<String, String> tags) {
    return tags.isEmpty()
        ? null
        : Tagging.builder()
            .tagSet(
                tags.entrySet().stream()
                    .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                    .toList())
            .build();
  }

  /**
   * Keeps a list whose files are kept.
   *
   * @return its id
   */
  String write(ContentManifest manifest) {
    byte[] json = manifest.json();
    String id = ContentManifest.sha256(json);
    s3.putObject(
        put -> put.bucket(bucket).key(key(id)).contentType("application/json"),
        RequestBody.fromBytes(json));
    return id;
  }

  /** Empty where it was removed, or is nothing that this library wrote. */
  Optional<ContentManifest> read(String manifest) {
    try {
      return ContentManifest.parse(
          s3.getObjectAsBytes(get -> get.bucket(bucket).key(key(manifest))).asByteArray());
    } catch (NoSuchKeyException gone) {
      return Optional.empty();
    }
  }

  /** The keys of these lists' files; empty where one of the lists cannot be read. */
  Optional<Set<String>> keys(List<String> manifests) {
    List<Optional<ContentManifest>> read = Parallel.map(AT_ONCE, manifests, this::read);
    return read.stream().allMatch(Optional::isPresent)
        ? Optional.of(
            read.stream()
                .flatMap(Optional::stream)
                .flatMap(manifest -> manifest.files().values().stream())
                .map(KeptFiles::key)
                .collect(Collectors.toSet()))
        : Optional.empty();
  }
}
