package dev.stacktape.local.lambda;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.stacktape.local.value.Document;
import java.util.Map;

/**
 * The configuration and code of a function at one point: {@code $LATEST} or a published version.
 *
 * @param settings what was asked for, by the names of the API: {@code Runtime}, {@code Handler},
 *     {@code Timeout}, ...
 * @param lastModified as AWS writes it, {@code 2026-01-31T12:00:00.000+0000}
 */
record FunctionVersion(
    String region,
    String name,
    String version,
    Map<String, Object> settings,
    Code code,
    String lastModified,
    String revisionId) {

  static final String LATEST = "$LATEST";

  @JsonIgnore
  Document document() {
    return new Document(settings);
  }

  @JsonIgnore
  String runtime() {
    return document().text("Runtime", "");
  }

  @JsonIgnore
  String handler() {
    return document().text("Handler", "");
  }

  /** In seconds. */
  @JsonIgnore
  int timeout() {
    return document().number("Timeout", 3);
  }

  /** In MB. */
  @JsonIgnore
  int memory() {
    return document().number("MemorySize", 128);
  }

  @JsonIgnore
  Map<String, String> environment() {
    return document().at("Environment").textMap("Variables");
  }

  @JsonIgnore
  String logGroup() {
    return document().at("LoggingConfig").text("LogGroup", "/aws/lambda/" + name);
  }

  /** Tells process pools apart: two versions with the same key can share processes. */
  @JsonIgnore
  String poolKey() {
    return region + "/" + name + "/" + version + "/" + revisionId;
  }

  FunctionVersion published(String number, String revision) {
    return new FunctionVersion(region, name, number, settings, code, lastModified, revision);
  }
}
