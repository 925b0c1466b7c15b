package dev.stacktape.local.s3;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that came in, checked against everything that the client said about them, and kept.
 *
 * @param etag MD5 in hexadecimal
 */
record Intake(String blob, long size, String etag, ObjectChecksum checksum) {
  private static final Pattern HEX_SHA256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * Checks and keeps the body of a request.
   *
   * @param usual the algorithm when the client sent no checksum
   * @throws AwsError {@code BadDigest}, {@code InvalidDigest} or {@code XAmzContentSHA256Mismatch};
   *     then nothing is kept
   */
  static Intake of(AwsRequest request, Blobs blobs, ChecksumAlgorithm usual) {
    ObjectChecksum claimed = ObjectChecksum.claimed(request);
    ChecksumAlgorithm algorithm = claimed == null ? usual : claimed.algorithm();
    try {
      Set<ChecksumAlgorithm> wanted = EnumSet.of(ChecksumAlgorithm.MD5, algorithm);
      if (signedHash(request) != null) {
        wanted.add(ChecksumAlgorithm.SHA256);
      }
      Map<ChecksumAlgorithm, byte[]> digests = digests(request.open(), wanted);
      String value = Base64.getEncoder().encodeToString(get(digests, algorithm));
      if (claimed != null && !claimed.value().equals(value)) {
        throw badDigest(algorithm.name());
      }
      checkBody(request, digests);
      long size = request.length();
      return new Intake(
          blobs.take(request),
          size,
          HexFormat.of().formatHex(get(digests, ChecksumAlgorithm.MD5)),
          new ObjectChecksum(algorithm, value, ObjectChecksum.FULL_OBJECT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Checks a body that is not kept, such as the list of a {@code DeleteObjects}.
   *
   * @throws AwsError as {@link #of} does
   */
  static void check(AwsRequest request) {
    ObjectChecksum claimed = ObjectChecksum.claimed(request);
    if (claimed != null) {
      String value = Base64.getEncoder().encodeToString(claimed.algorithm().of(request.bytes()));
      if (!value.equals(claimed.value())) {
        throw badDigest(claimed.algorithm().name());
      }
    }
    checkBody(
        request,
        Map.of(
            ChecksumAlgorithm.MD5, ChecksumAlgorithm.MD5.of(request.bytes()),
            ChecksumAlgorithm.SHA256, ChecksumAlgorithm.SHA256.of(request.bytes())));
  }

  private static void checkBody(AwsRequest request, Map<ChecksumAlgorithm, byte[]> digests) {
    String md5 = request.header("content-md5");
    if (md5 != null && !md5.equals(base64(get(digests, ChecksumAlgorithm.MD5)))) {
      throw md5.length() == 24
          ? badDigest("Content-MD5")
          : new AwsError(400, "InvalidDigest", "The Content-MD5 you specified was invalid.");
    }
    String sha256 = signedHash(request);
    if (sha256 != null
        && !sha256.equals(HexFormat.of().formatHex(get(digests, ChecksumAlgorithm.SHA256)))) {
      throw new AwsError(
          400,
          "XAmzContentSHA256Mismatch",
          "The provided 'x-amz-content-sha256' header does not match what was computed.");
    }
  }

  /** The hash of the body that went into the signature, unless the body was not signed. */
  private static @Nullable String signedHash(AwsRequest request) {
    String hash = request.header("x-amz-content-sha256");
    return hash != null && HEX_SHA256.matcher(hash).matches() ? hash : null;
  }

  /** Several checksums in one pass. */
  static Map<ChecksumAlgorithm, byte[]> digests(InputStream source, Set<ChecksumAlgorithm> wanted)
      throws IOException {
    Map<ChecksumAlgorithm, ChecksumAlgorithm.Running> running =
        new EnumMap<>(ChecksumAlgorithm.class);
    wanted.forEach(algorithm -> running.put(algorithm, algorithm.start()));
    try (InputStream in = source) {
      byte[] buffer = new byte[64 * 1024];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        for (ChecksumAlgorithm.Running one : running.values()) {
          one.update(buffer, 0, read);
        }
      }
    }
    Map<ChecksumAlgorithm, byte[]> digests = new EnumMap<>(ChecksumAlgorithm.class);
    running.forEach((algorithm, one) -> digests.put(algorithm, one.finish()));
    return digests;
  }

  private static byte[] get(Map<ChecksumAlgorithm, byte[]> digests, ChecksumAlgorithm algorithm) {
    return Objects.requireNonNull(digests.get(algorithm));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static AwsError badDigest(String what) {
    return new AwsError(
        400, "BadDigest", "The " + what + " you specified did not match the calculated checksum.");
  }
}
