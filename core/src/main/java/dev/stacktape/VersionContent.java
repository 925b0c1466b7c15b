package dev.stacktape;

import dev.stacktape.artifact.Artifact;
import dev.stacktape.plan.StoredCode;
import dev.stacktape.plan.StoredContent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment leaves behind as a version, beside its template.
 *
 * @param code of the functions, in the deployment bucket once it is uploaded
 * @param functionCode the base64 SHA-256 of each function's code, by logical id
 * @param restores the version that is brought back, null for a deployment of the config
 * @param contents what is in buckets without anything being sent
 */
record VersionContent(
    List<StoredCode> code,
    Map<String, String> functionCode,
    @Nullable Integer restores,
    List<StoredContent> contents) {

  static VersionContent of(
      List<Artifact> artifacts, Map<String, String> functionCode, List<StoredContent> contents) {
    return new VersionContent(
        artifacts.stream().map(StoredCode::of).toList(),
        Map.copyOf(functionCode),
        null,
        List.copyOf(contents));
  }
}
