package dev.stacktape.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stacktape.plan.StoredCode;
import dev.stacktape.plan.Version;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The versions of a stack: an object {@code versions/000001.json} in the deployment bucket for each
 * deployment that succeeded. Versions are added, and those no longer kept are removed, by the
 * holder of the lock.
 */
public final class Versions {
  static final String PREFIX = "versions/";
  private static final int AT_ONCE = 8;
  private static final int TRIES = 5;
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final S3Client s3;

  /** Reads and writes through this client. */
  public Versions(S3Client s3) {
    this.s3 = s3;
  }

  /**
   * Loads what reading a version needs, a twentieth of a second in a JVM that has just started.
   *
   * @return true
   */
  public static boolean loadClasses() {
    try {
      return JSON.readValue("null", Version.class) == null;
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException("Null is JSON", bug);
    }
  }

  /** All that are kept, newest first; none where nothing was ever deployed. */
  public List<Version> list(String bucket) {
    return Parallel.map(AT_ONCE, keys(bucket), key -> read(bucket, key)).stream()
        .flatMap(Optional::stream)
        .sorted(Comparator.comparing(Version::number).reversed())
        .toList();
  }

  /** How many are kept. */
  public int count(String bucket) {
    return keys(bucket).size();
  }

  /** The newest, without reading the others. */
  public Optional<Version> newest(String bucket) {
    return keys(bucket).stream()
        .max(Comparator.naturalOrder())
        .flatMap(newest -> read(bucket, newest));
  }

  /** Adds a version under the next number. */
  public Version add(String bucket, Version version) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      int last = keys(bucket).stream().mapToInt(Versions::number).max().orElse(0);
      Version numbered = version.numbered(last + 1);
      if (write(bucket, numbered)) {
        return numbered;
      }
    }
    throw new IllegalStateException("Only the holder of the lock adds versions, but others did");
  }

  /** Writes a version down anew, with what has become known of it since. */
  public void complete(String bucket, Version version) {
    s3.putObject(
        put -> put.bucket(bucket).key(key(version)).contentType("application/json"),
        RequestBody.fromBytes(json(version)));
  }

  /**
   * The template of a version, with everything in the deployment bucket that it refers to still
   * there.
   *
   * @throws StacktapeException {@code VERSION_INCOMPLETE}
   */
  public Template template(String bucket, Version version) {
    String text =
        text(bucket, version.templateKey())
            .orElseThrow(() -> incomplete(version, version.templateKey()));
    version.code().stream()
        .map(StoredCode::key)
        .distinct()
        .filter(key -> S3Heads.object(s3, bucket, key).isEmpty())
        .findFirst()
        .ifPresent(
            key -> {
              throw incomplete(version, key);
            });
    return TemplateText.parse(text, "the template of version " + version.number());
  }

  /**
   * The template of the companion of a version.
   *
   * @throws StacktapeException {@code VERSION_INCOMPLETE}
   */
  public Template template(String bucket, Version version, Version.Companion companion) {
    String text =
        text(bucket, companion.templateKey())
            .orElseThrow(() -> incomplete(version, companion.templateKey()));
    return TemplateText.parse(text, "the template of version " + version.number());
  }

  /** The texts of a version's templates, without those that are gone. */
  List<String> templateTexts(String bucket, Version version) {
    List<String> keys = new ArrayList<>(List.of(version.templateKey()));
    if (version.companion() != null) {
      keys.add(version.companion().templateKey());
    }
    return keys.stream().flatMap(key -> text(bucket, key).stream()).toList();
  }

  /** Where a version is on record. */
  static String key(Version version) {
    return PREFIX + "%06d.json".formatted(version.number());
  }

  static StacktapeException incomplete(Version version, String key) {
    return new StacktapeException(
        DeployCode.VERSION_INCOMPLETE
            .error(
                "Version %d cannot be deployed again: `%s` is no longer in the deployment bucket."
                    .formatted(version.number(), key))
            .hint("Choose another one: stacktape:versions lists them."));
  }

  private boolean write(String bucket, Version version) {
    try {
      s3.putObject(
          put ->
              put.bucket(bucket).key(key(version)).contentType("application/json").ifNoneMatch("*"),
          RequestBody.fromBytes(json(version)));
      return true;
    } catch (S3Exception answer) {
      if (answer.statusCode() != 412 && answer.statusCode() != 409) {
        throw answer;
      }
      // Where it went through and only its answer was lost, it is there now.
      return newest(bucket).filter(version::equals).isPresent();
    }
  }

  private static byte[] json(Version version) {
    try {
      return JSON.writeValueAsBytes(version);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A record of plain values can always be written", e);
    }
  }

  private List<String> keys(String bucket) {
    try {
      return s3
          .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(PREFIX))
          .contents()
          .stream()
          .map(object -> object.key())
          .filter(key -> key.matches(PREFIX + "\\d{6,9}\\.json"))
          .toList();
    } catch (NoSuchBucketException neverDeployed) {
      return List.of();
    }
  }

  private static int number(String key) {
    return Integer.parseInt(key.substring(PREFIX.length(), key.length() - ".json".length()));
  }

  /** Empty where it was removed meanwhile, or is nothing that this library wrote. */
  private Optional<Version> read(String bucket, String key) {
    return text(bucket, key)
        .flatMap(
            text -> {
              try {
                return Optional.of(JSON.readValue(text, Version.class));
              } catch (JsonProcessingException foreign) {
                return Optional.empty();
              }
            });
  }

  private Optional<String> text(String bucket, String key) {
    try {
      byte[] bytes = s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArray();
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (NoSuchKeyException gone) {
      return Optional.empty();
    }
  }
}
