package dev.stacktape.local.s3;

import dev.stacktape.local.AwsError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A part of an object, as {@code Range} asks for it. */
record ByteRange(long offset, long length) {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

  /**
   * Reads a {@code Range} header; null when it is missing or of a form that S3 ignores, such as
   * several ranges.
   *
   * @throws AwsError {@code InvalidRange} when nothing of the object lies in it
   */
  static @Nullable ByteRange parse(@Nullable String header, long size) {
    Matcher matcher = RANGE.matcher(header == null ? "" : header.replace(" ", ""));
    if (!matcher.matches() || header == null) {
      return null;
    }
    String first = matcher.group(1);
    String last = matcher.group(2);
    try {
      if (first.isEmpty()) {
        return last.isEmpty() ? null : suffix(Long.parseLong(last), size);
      }
      long from = Long.parseLong(first);
      long to = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
      if (!last.isEmpty() && Long.parseLong(last) < from) {
        return null;
      }
      return checked(from, to - from + 1, size);
    } catch (NumberFormatException e) {
      throw notSatisfiable();
    }
  }

  private static ByteRange suffix(long count, long size) {
    long length = Math.min(count, size);
    return checked(size - length, length, size);
  }

  private static ByteRange checked(long offset, long length, long size) {
    if (offset >= size || length <= 0) {
      throw notSatisfiable();
    }
    return new ByteRange(offset, length);
  }

  static AwsError notSatisfiable() {
    return new AwsError(416, "InvalidRange", "The requested range is not satisfiable");
  }

  /** The {@code Content-Range} of an answer. */
  String header(long size) {
    return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
  }
}
