package dev.stacktape;

import static java.util.stream.Collectors.toSet;

import dev.stacktape.artifact.Artifact;
import dev.stacktape.artifact.ArtifactSpec;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which function of a template is to run which artifact. */
final class FunctionCode {
  private FunctionCode() {}

  /**
   * The base64 SHA-256 of the zip of each function, by logical id.
   *
   * @param template not bound yet, so that it says which artifact a function runs
   */
  static Map<String, String> wanted(Template template, List<Artifact> artifacts) {
    Map<String, String> byToken = new LinkedHashMap<>();
    artifacts.forEach(
        artifact -> byToken.put(ArtifactSpec.keyToken(artifact.name()), artifact.codeSha256()));
    Map<String, String> wanted = new LinkedHashMap<>();
    template
        .resources()
        .forEach(
            (logicalId, resource) -> {
              String code = byToken.get(token(resource));
              if (code != null) {
                wanted.put(logicalId, code);
              }
            });
    return wanted;
  }

  /**
   * The functions whose code is packaged here, by logical id.
   *
   * @param template not bound yet, so that it says which artifact a function runs
   */
  static Set<String> functions(Template template, List<ArtifactSpec> artifacts) {
    Set<String> tokens =
        artifacts.stream().map(one -> ArtifactSpec.keyToken(one.name())).collect(toSet());
    return template.resources().entrySet().stream()
        .filter(resource -> tokens.contains(token(resource.getValue())))
        .map(Map.Entry::getKey)
        .collect(toSet());
  }

  private static String token(CfnResource resource) {
    return resource.type().equals("AWS::Lambda::Function")
            && resource.properties().get("Code") instanceof Map<?, ?> code
            && code.get("S3Key") instanceof String key
        ? key
        : "";
  }
}
