package dev.stacktape.deploy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * What was brought into a bucket last, written down as {@code contents/<name>.json} in the
 * deployment bucket.
 *
 * @param manifest what is kept of these files for going back to them; null where nothing is, as
 *     after a hot-swap
 * @param files by key
 */
record SentContent(@Nullable String manifest, Map<String, SentFile> files) {
  private static final String PREFIX = "contents/";
  private static final String SUFFIX = ".json";

  static final SentContent NOTHING = new SentContent(null, Map.of());

  /**
   * A file.
   *
   * @param digest as in the {@link ContentManifest}
   * @param etag by which S3 names what it got
   */
  record SentFile(String digest, String etag) {}

  /** Loaded where there are files: most stacks have none. */
  private static final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder().build();
  }

  SentContent {
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }

  /**
   * What is in a bucket.
   *
   * @param etags by key
   */
  static SentContent of(
      @Nullable String manifest, ContentManifest content, Map<String, String> etags) {
    Map<String, SentFile> sent = new TreeMap<>();
    content
        .files()
        .forEach(
            (path, file) ->
                sent.put(path, new SentFile(file.digest(), String.valueOf(etags.get(path)))));
    return new SentContent(manifest, sent);
  }

  /** Nothing where nothing was sent, or where nobody knows any more what. */
  static SentContent read(S3Client s3, String deploymentBucket, String name) {
    try {
      byte[] bytes =
          s3.getObjectAsBytes(get -> get.bucket(deploymentBucket).key(key(name))).asByteArray();
      return Json.MAPPER.readValue(bytes, SentContent.class);
    } catch (NoSuchKeyException | NoSuchBucketException nothing) {
      return NOTHING;
    } catch (IOException unreadable) {
      return NOTHING;
    }
  }

  void write(S3Client s3, String deploymentBucket, String name) {
    s3.putObject(
        put -> put.bucket(deploymentBucket).key(key(name)).contentType("application/json"),
        RequestBody.fromBytes(json()));
  }

  static void forget(S3Client s3, String deploymentBucket, String name) {
    s3.deleteObject(delete -> delete.bucket(deploymentBucket).key(key(name)));
  }

  /** For whom something was sent, ever. */
  static List<String> names(S3Client s3, String deploymentBucket) {
    return s3
        .listObjectsV2Paginator(list -> list.bucket(deploymentBucket).prefix(PREFIX))
        .contents()
        .stream()
        .map(object -> object.key())
        .filter(key -> key.endsWith(SUFFIX))
        .map(key -> key.substring(PREFIX.length(), key.length() - SUFFIX.length()))
        .toList();
  }

  /** Whether these files, and no others, were sent. */
  boolean isOf(ContentManifest wanted) {
    return files.keySet().equals(wanted.files().keySet())
        && wanted.files().entrySet().stream()
            .allMatch(file -> has(file.getKey(), file.getValue().digest()));
  }

  /** What was sent and belongs to these files as well. */
  SentContent commonWith(ContentManifest wanted) {
    Map<String, SentFile> common = new TreeMap<>(files);
    common
        .entrySet()
        .removeIf(
            file -> {
              ContentManifest.StoredFile one = wanted.files().get(file.getKey());
              return one == null || !one.digest().equals(file.getValue().digest());
            });
    return new SentContent(null, common);
  }

  /** Whether a file was sent as it is. */
  boolean has(String path, String digest) {
    SentFile sent = files.get(path);
    return sent != null && sent.digest().equals(digest);
  }

  /** Whether an object is still what was sent. */
  boolean isStill(String path, String etag) {
    SentFile sent = files.get(path);
    return sent != null && sent.etag().equals(etag);
  }

  /** Names what was sent: SHA-256 in hexadecimal digits. */
  String id() {
    return ContentManifest.sha256(json());
  }

  private byte[] json() {
    try {
      return Json.MAPPER.writeValueAsBytes(this);
    } catch (IOException e) {
      throw new UncheckedIOException("Records of plain values can always be written", e);
    }
  }

  private static String key(String name) {
    return PREFIX + name + SUFFIX;
  }
}
