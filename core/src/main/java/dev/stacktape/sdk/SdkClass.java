package dev.stacktape.sdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A class of the module {@code stacktape}.
 *
 * @param name such as {@code LambdaFunction}
 * @param family {@code Resource}, or the union of the JSON Schema that its word belongs to; a dash
 *     where nothing takes the word
 * @param word what stands behind {@code type:}
 * @param params of a resource: what instances have as {@code $ResourceParam}
 */
record SdkClass(String name, String family, String word, List<String> params) {

  /** All of them, in the order of the module. */
  static List<SdkClass> all() {
    return text("classes.txt")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(SdkClass::parse)
        .toList();
  }

  private static SdkClass parse(String line) {
    String[] fields = line.split(" ", -1);
    List<String> params = fields.length > 3 ? List.of(fields[3].split(",", -1)) : List.of();
    return new SdkClass(fields[0], fields[1], fields[2], params);
  }

  boolean isResource() {
    return family.equals("Resource");
  }

  static String text(String resource) {
    try (InputStream in = Objects.requireNonNull(SdkClass.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
