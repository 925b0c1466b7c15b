package dev.stacktape.local.s3;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of an object for it to be read or copied.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2">RFC 9110, order of
 *     preconditions</a>
 */
record ReadCondition(
    @Nullable String ifMatch,
    @Nullable String ifNoneMatch,
    @Nullable Instant ifModifiedSince,
    @Nullable Instant ifUnmodifiedSince) {

  static ReadCondition of(AwsRequest request) {
    return of(request, "");
  }

  /** The conditions of a copy, on its source. */
  static ReadCondition ofCopySource(AwsRequest request) {
    return of(request, "x-amz-copy-source-");
  }

  private static ReadCondition of(AwsRequest request, String prefix) {
    return new ReadCondition(
        request.header(prefix + "if-match"),
        request.header(prefix + "if-none-match"),
        time(request.header(prefix + "if-modified-since")),
        time(request.header(prefix + "if-unmodified-since")));
  }

  /**
   * Refuses when the condition does not hold.
   *
   * @param unchanged the status when the client has the object already: 304 for reading, 412 for
   *     copying
   * @throws AwsError {@code PreconditionFailed} or {@code NotModified}
   */
  void check(ObjectVersion version, int unchanged) {
    Instant modified = Instant.ofEpochSecond(version.lastModified() / 1000);
    if (ifMatch != null) {
      if (!matches(ifMatch, version)) {
        throw WriteCondition.failed();
      }
    } else if (ifUnmodifiedSince != null && modified.isAfter(ifUnmodifiedSince)) {
      throw WriteCondition.failed();
    }
    boolean has =
        ifNoneMatch != null
            ? matches(ifNoneMatch, version)
            : ifModifiedSince != null && !modified.isAfter(ifModifiedSince);
    if (has) {
      throw unchanged == 304
          ? new AwsError(304, "NotModified", "Not Modified")
          : WriteCondition.failed();
    }
  }

  private static boolean matches(String header, ObjectVersion version) {
    return Arrays.stream(header.split(",", -1))
        .map(tag -> tag.trim().replace("\"", ""))
        .anyMatch(tag -> tag.equals("*") || tag.equals(version.etag()));
  }

  /** A time that cannot be read is as if it were not there, as HTTP wants it. */
  private static @Nullable Instant time(@Nullable String header) {
    if (header == null) {
      return null;
    }
    try {
      return DateTimeFormatter.RFC_1123_DATE_TIME.parse(header, Instant::from);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
