package dev.stacktape.local.s3;

import dev.stacktape.file.Folders;
import dev.stacktape.local.AwsError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All buckets of the account, one folder each. */
final class Buckets {
  private static final Pattern NAME =
      Pattern.compile("(?!xn--|sthree-)[a-z0-9](?!.*\\.\\.)[a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern IP_ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");

  /** Since April 2023 every new bucket is private and without ACLs. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          Subresource.PUBLIC_ACCESS_BLOCK.parameter(),
          "<PublicAccessBlockConfiguration xmlns=\""
              + S3Xml.NAMESPACE
              + "\"><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls>"
              + "<BlockPublicPolicy>true</BlockPublicPolicy>"
              + "<RestrictPublicBuckets>true</RestrictPublicBuckets>"
              + "</PublicAccessBlockConfiguration>",
          Subresource.OWNERSHIP_CONTROLS.parameter(),
          "<OwnershipControls xmlns=\""
              + S3Xml.NAMESPACE
              + "\"><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule>"
              + "</OwnershipControls>");

  private final Path folder;
  private final Clock clock;
  private final Map<String, Bucket> buckets = new TreeMap<>();

  Buckets(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
    load();
  }

  private void load() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> folders = Files.list(folder)) {
      for (Path one : folders.toList()) {
        Bucket bucket = Bucket.load(one, clock);
        if (bucket == null) {
          // Its deletion was cut short.
          Folders.delete(one);
        } else {
          buckets.put(bucket.name(), bucket);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a new bucket has in this place, or null. */
  static @Nullable String defaultDocument(Subresource subresource) {
    return DEFAULTS.get(subresource.parameter());
  }

  synchronized List<Bucket> all() {
    return List.copyOf(buckets.values());
  }

  /**
   * A bucket by its name.
   *
   * @throws AwsError {@code NoSuchBucket}
   */
  synchronized Bucket get(String name) {
    Bucket bucket = buckets.get(name);
    if (bucket == null) {
      throw S3Errors.noSuchBucket();
    }
    return bucket;
  }

  synchronized boolean has(String name) {
    return buckets.containsKey(name);
  }

  /**
   * Makes a bucket.
   *
   * @param token of the CloudFormation operation that asks for it, or null
   * @throws AwsError {@code InvalidBucketName} or {@code BucketAlreadyOwnedByYou}
   */
  synchronized Bucket create(String name, String region, @Nullable String token) {
    if (!NAME.matcher(name).matches() || IP_ADDRESS.matcher(name).matches()) {
      throw new AwsError(400, "InvalidBucketName", "The specified bucket is not valid.");
    }
    if (buckets.containsKey(name)) {
      throw new AwsError(
          409,
          "BucketAlreadyOwnedByYou",
          "Your previous request to create the named bucket succeeded and you already own it.");
    }
    BucketRecord made = new BucketRecord(name, region, clock.millis(), DEFAULTS, token);
    Bucket bucket = Bucket.create(folder.resolve(name), made, clock);
    buckets.put(name, bucket);
    return bucket;
  }

  /**
   * Removes an empty bucket.
   *
   * @throws AwsError {@code NoSuchBucket} or {@code BucketNotEmpty}
   */
  synchronized void delete(String name) {
    Bucket bucket = get(name);
    if (!bucket.isEmpty()) {
      throw new AwsError(
          409,
          "BucketNotEmpty",
          bucket.versioning().isEmpty()
              ? "The bucket you tried to delete is not empty"
              : "The bucket you tried to delete is not empty. You must delete all versions in the"
                  + " bucket.");
    }
    buckets.remove(name);
    Path gone = folder.resolve(name);
    try {
      // The record goes first: without it the rest is rubbish, whenever it is swept.
      Files.deleteIfExists(gone.resolve("bucket.json"));
      Folders.delete(gone);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
