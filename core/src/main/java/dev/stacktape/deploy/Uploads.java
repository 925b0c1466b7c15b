package dev.stacktape.deploy;

import dev.stacktape.artifact.Artifact;
import dev.stacktape.artifact.ArtifactCode;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.problem.StacktapeException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Brings artifacts and templates into the deployment bucket, each under a key that its content
 * determines. Objects are written whole or not at all and only where they are not: S3 checks the
 * SHA-256 of what arrives, and the condition of each write keeps two runs apart.
 */
public final class Uploads {
  /** Artifacts larger than this go up in parts. */
  static final long MULTIPART_ABOVE = 16L * 1024 * 1024;

  /** The metadata that says what the object holds, whether it went up whole or in parts. */
  static final String SHA256 = "sha256";

  private static final int AT_ONCE = 3;
  private static final int TRIES = 3;

  private final S3Client s3;
  private final EventListener events;
  private final CancellationToken cancellation;
  private final UploadInParts inParts;

  /** Uploads through this client; events come from several threads, one at a time. */
  public Uploads(S3Client s3, EventListener events, CancellationToken cancellation) {
    this.s3 = s3;
    this.events = events.oneAtATime();
    this.cancellation = cancellation;
    this.inParts = new UploadInParts(s3, this.events, cancellation);
  }

  /**
   * A template in the bucket.
   *
   * @param url where CloudFormation finds it
   * @param text what is in it
   */
  public record StoredTemplate(String key, String url, String text) {
    /** CloudFormation's limit for a template that comes with the call, in bytes. */
    private static final int MOST_INLINE = 51_200;

    /**
     * Whether the template goes with the call. Emulators of AWS read addresses of S3 in ways of
     * their own, and not all find their own bucket by one.
     */
    boolean isSentAlong() {
      return !URI.create(url).getHost().contains(".amazonaws.com")
          && text.getBytes(StandardCharsets.UTF_8).length <= MOST_INLINE;
    }
  }

  /**
   * Brings the artifacts in, a few at the same time. What is there already is not sent again.
   *
   * @throws StacktapeException {@code ARTIFACT_CHANGED} when a file is no longer what was packaged
   */
  public void artifacts(String bucket, Collection<Artifact> artifacts) {
    artifacts(bucket, artifacts, Set.of());
  }

  /**
   * The same where it was looked already what is there.
   *
   * @param missing keys that {@link #missing} gave; one that came meanwhile is not written over
   */
  public void artifacts(String bucket, Collection<Artifact> artifacts, Set<String> missing) {
    var unused =
        Parallel.map(
            AT_ONCE,
            byKey(artifacts).values(),
            artifact -> bring(bucket, artifact, missing.contains(artifact.key())));
  }

  /**
   * The keys of the artifacts that are not there. Only the holder of the lock can rely on others.
   */
  public Set<String> missing(String bucket, Collection<Artifact> artifacts) {
    return Parallel.map(
            AT_ONCE,
            byKey(artifacts).keySet(),
            key -> S3Heads.object(s3, bucket, key).isPresent() ? "" : key)
        .stream()
        .filter(key -> !key.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Functions that run the same code share an artifact. */
  private static Map<String, Artifact> byKey(Collection<Artifact> artifacts) {
    Map<String, Artifact> byKey = new LinkedHashMap<>();
    artifacts.forEach(artifact -> byKey.putIfAbsent(artifact.key(), artifact));
    return byKey;
  }

  /** Brings a template in. */
  public StoredTemplate template(String bucket, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] sha256 = sha256(bytes);
    String key = templateKey(sha256);
    String checksum = Base64.getEncoder().encodeToString(sha256);
    try {
      s3.putObject(
          put ->
              put.bucket(bucket)
                  .key(key)
                  .contentType("application/json")
                  .checksumSHA256(checksum)
                  .ifNoneMatch("*"),
          RequestBody.fromBytes(bytes));
    } catch (S3Exception answer) {
      // Its key says what is in it, so one that is there already is the same.
      if (answer.statusCode() != 412 && answer.statusCode() != 409) {
        throw answer;
      }
    }
    String url = s3.utilities().getUrl(get -> get.bucket(bucket).key(key)).toExternalForm();
    return new StoredTemplate(key, url, text);
  }

  /** Where {@link #template} puts a template. */
  public static String templateKey(String text) {
    return templateKey(sha256(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String templateKey(byte[] sha256) {
    return "templates/" + HexFormat.of().formatHex(sha256) + ".json";
  }

  private boolean bring(String bucket, Artifact artifact, boolean missing) {
    boolean sent = false;
    for (int attempt = 0; attempt < TRIES; attempt++) {
      cancellation.throwIfCancelled();
      Optional<HeadObjectResponse> there =
          missing && attempt == 0 ? Optional.empty() : S3Heads.object(s3, bucket, artifact.key());
      if (there.isPresent() && isSame(there.get(), artifact)) {
        return uploaded(artifact, sent);
      }
      // The same content may have been packed to other bytes by another version; the bytes of
      // today replace exactly what was seen.
      Sending sending = send(bucket, artifact, there.map(HeadObjectResponse::eTag).orElse(null));
      sent |= sending != Sending.OTHERS_WERE_QUICKER;
      if (sending == Sending.CONFIRMED) {
        return uploaded(artifact, true);
      }
    }
    throw new StacktapeException(
        ArtifactCode.ARTIFACT_CHANGED
            .error(
                "What arrived for `"
                    + artifact.name()
                    + "` is not what was packaged: "
                    + artifact.file()
                    + " may have been changed meanwhile.")
            .hint("Package again."));
  }

  private boolean uploaded(Artifact artifact, boolean sent) {
    events.on(
        new Event.ArtifactUploaded(
            artifact.name(), artifact.digest(), artifact.sizeBytes(), !sent));
    return sent;
  }

  /** What is known once an artifact was sent. */
  private enum Sending {
    /** S3 has said what it keeps, and it is what was packaged. */
    CONFIRMED,
    /** It arrived, and has to be looked at. */
    ARRIVED,
    OTHERS_WERE_QUICKER
  }

  private Sending send(String bucket, Artifact artifact, @Nullable String replaced) {
    try {
      events.on(new Event.UploadProgressed(artifact.name(), 0, artifact.sizeBytes()));
      if (artifact.sizeBytes() > MULTIPART_ABOVE) {
        inParts.send(bucket, artifact, replaced);
        return Sending.ARRIVED;
      }
      return artifact.codeSha256().equals(sendWhole(bucket, artifact, replaced))
          ? Sending.CONFIRMED
          : Sending.ARRIVED;
    } catch (S3Exception answer) {
      if (answer.statusCode() == 412 || answer.statusCode() == 409) {
        return Sending.OTHERS_WERE_QUICKER;
      }
      throw answer;
    }
  }

  /** The SHA-256 (base64) of what S3 keeps; null where it does not say. */
  private @Nullable String sendWhole(String bucket, Artifact artifact, @Nullable String replaced) {
    return s3.putObject(
            put -> {
              put.bucket(bucket)
                  .key(artifact.key())
                  .contentType("application/zip")
                  .checksumSHA256(artifact.codeSha256())
                  .metadata(Map.of(SHA256, artifact.codeSha256()));
              if (replaced == null) {
                put.ifNoneMatch("*");
              } else {
                put.ifMatch(replaced);
              }
            },
            RequestBody.fromFile(artifact.file()))
        .checksumSHA256();
  }

  private static boolean isSame(HeadObjectResponse there, Artifact artifact) {
    return there.contentLength() == artifact.sizeBytes()
        && artifact.codeSha256().equals(there.metadata().get(SHA256));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException bug) {
      throw new IllegalStateException("Every JDK has SHA-256", bug);
    }
  }
}
