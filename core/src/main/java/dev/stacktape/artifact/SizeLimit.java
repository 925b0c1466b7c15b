package dev.stacktape.artifact;

import dev.stacktape.problem.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lambda's limit on what a function's zip unpacks to, layers included.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda
 *     quotas</a>
 */
final class SizeLimit {
  static final long LIMIT = 250L << 20;
  static final long NEAR = 200L << 20;

  private static final int SHOWN = 10;

  private SizeLimit() {}

  /** What is wrong with the size of {@code parts}, if anything. */
  static Optional<Problem> check(List<Part> parts) {
    long size = unpackedBytes(parts);
    if (size > LIMIT) {
      return Optional.of(
          ArtifactCode.ARTIFACT_TOO_LARGE
              .error(
                  "The artifact unpacks to %s; Lambda allows 250 MB. The largest parts: %s."
                      .formatted(megabytes(size), largest(parts)))
              .hint(
                  "Leave out what the function does not need. A container image may have 10 GB."));
    }
    if (size > NEAR) {
      return Optional.of(
          ArtifactCode.ARTIFACT_NEARLY_TOO_LARGE
              .warning(
                  "The artifact unpacks to %s, and Lambda allows 250 MB. The largest parts: %s."
                      .formatted(megabytes(size), largest(parts)))
              .hint("Look for parts that the function does not need."));
    }
    return Optional.empty();
  }

  static long unpackedBytes(List<Part> parts) {
    return parts.stream().mapToLong(part -> part.source().unpackedBytes()).sum();
  }

  private static String largest(List<Part> parts) {
    return parts.stream()
        .sorted(
            Comparator.comparingLong((Part part) -> part.source().unpackedBytes())
                .reversed()
                .thenComparing(Part::path))
        .limit(SHOWN)
        .map(part -> part.path() + " (" + megabytes(part.source().unpackedBytes()) + ")")
        .collect(Collectors.joining(", "));
  }

  /** In the megabytes that Lambda's limit is given in: 1,048,576 bytes. */
  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / (double) (1 << 20));
  }
}
