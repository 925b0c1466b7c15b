package dev.stacktape.local.server;

import dev.stacktape.local.AwsError;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The {@code aws-chunked} content encoding: chunks with or without signatures, then trailers, which
 * carry the checksum of what was streamed. Chunk signatures are not verified, as no signature is.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">
 *     Chunked uploads with trailers</a>
 */
final class AwsChunked {
  private static final int LONGEST_LINE = 16 * 1024;

  private AwsChunked() {}

  /** Whether a body comes in this encoding. */
  static boolean isUsed(Map<String, List<String>> headers) {
    return contains(headers, "content-encoding", "aws-chunked")
        || contains(headers, "x-amz-content-sha256", "streaming-");
  }

  /**
   * Writes the plain body and returns the trailers, by lower-case name.
   *
   * @throws AwsError {@code IncompleteBody} when the encoding is broken
   */
  static Map<String, String> unwrap(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    for (long size = chunkSize(in); size > 0; size = chunkSize(in)) {
      copy(in, out, size, buffer);
      if (!line(in).isEmpty()) {
        throw broken("a chunk is longer than it says");
      }
    }
    return trailers(in);
  }

  private static long chunkSize(InputStream in) throws IOException {
    String line = line(in);
    int extension = line.indexOf(';');
    String size = (extension < 0 ? line : line.substring(0, extension)).trim();
    try {
      long bytes = Long.parseLong(size, 16);
      if (bytes >= 0) {
        return bytes;
      }
    } catch (NumberFormatException e) {
      throw broken("'" + size + "' is not the size of a chunk");
    }
    throw broken("'" + size + "' is not the size of a chunk");
  }

  private static void copy(InputStream in, OutputStream out, long size, byte[] buffer)
      throws IOException {
    long left = size;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new EOFException("The body ends within a chunk");
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }

  private static Map<String, String> trailers(InputStream in) throws IOException {
    Map<String, String> trailers = new LinkedHashMap<>();
    // Some clients end the body right after the last chunk's line.
    for (String line = lineOrEnd(in); !line.isEmpty(); line = lineOrEnd(in)) {
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw broken("'" + line + "' is not a trailer");
      }
      trailers.put(
          line.substring(0, colon).trim().toLowerCase(Locale.ROOT),
          line.substring(colon + 1).trim());
    }
    return trailers;
  }

  private static String line(InputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      throw new EOFException("The body ends before its last chunk");
    }
    return lineFrom(in, first);
  }

  private static String lineOrEnd(InputStream in) throws IOException {
    int first = in.read();
    return first < 0 ? "" : lineFrom(in, first);
  }

  private static String lineFrom(InputStream in, int first) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = first; c >= 0 && c != '\n'; c = in.read()) {
      if (line.length() > LONGEST_LINE) {
        throw broken("a line is too long");
      }
      line.append((char) c);
    }
    int end = line.length();
    if (end > 0 && line.charAt(end - 1) == '\r') {
      line.setLength(end - 1);
    }
    return new String(
        line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static boolean contains(Map<String, List<String>> headers, String name, String part) {
    return headers.getOrDefault(name, List.of()).stream()
        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(part));
  }

  private static AwsError broken(String why) {
    return new AwsError(400, "IncompleteBody", "The aws-chunked body is broken: " + why);
  }
}
