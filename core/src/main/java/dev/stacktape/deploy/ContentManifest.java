package dev.stacktape.deploy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which files are in a bucket, and what they are served with. Equal lists are written by equal
 * bytes, and named by them.
 *
 * @param files by key
 */
record ContentManifest(Map<String, StoredFile> files) {

  /**
   * A file.
   *
   * @param digest SHA-256 of its content and of what it is served with, in hexadecimal digits
   * @param size in bytes
   * @param headers by name, the content type among them
   * @param tags by key
   */
  record StoredFile(
      String digest, long size, Map<String, String> headers, Map<String, String> tags) {
    StoredFile {
      Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      byName.putAll(headers);
      headers = Collections.unmodifiableMap(byName);
      tags = sorted(tags);
    }
  }

  /** Loaded where there are files: most stacks have none. */
  private static final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder().build();
    static final TypeReference<Map<String, StoredFile>> FILES = new TypeReference<>() {};
  }

  ContentManifest {
    files = sorted(files);
  }

  private static <V> Map<String, V> sorted(Map<String, V> map) {
    return Collections.unmodifiableMap(new TreeMap<>(map));
  }

  /** Empty for bytes that this library did not write. */
  static Optional<ContentManifest> parse(byte[] json) {
    try {
      return Optional.of(new ContentManifest(Json.MAPPER.readValue(json, Json.FILES)));
    } catch (IOException foreign) {
      return Optional.empty();
    }
  }

  byte[] json() {
    try {
      return Json.MAPPER.writeValueAsBytes(files);
    } catch (IOException e) {
      throw new UncheckedIOException("Records of plain values can always be written", e);
    }
  }

  /** SHA-256 of what it is written by, in hexadecimal digits. */
  String id() {
    return sha256(json());
  }

  /** SHA-256 in hexadecimal digits. */
  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
