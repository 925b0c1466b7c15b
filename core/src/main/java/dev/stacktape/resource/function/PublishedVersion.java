package dev.stacktape.resource.function;

import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A version of a function in the template. CloudFormation publishes a version when the resource is
 * made and never again, so its logical id has to be another one exactly when the function is
 * another one. What a function is, is known when its code is built; until then the id has no
 * digest.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-version.html">AWS::Lambda::Version</a>
 */
public final class PublishedVersion {
  private static final String TYPE = "AWS::Lambda::Version";
  private static final String MARK = "Stacktape::PublishedFunction";
  private static final int DIGEST_BYTES = 5;

  /** What can be changed without a new version; Lambda refuses to publish the same twice. */
  private static final Set<String> NOT_IN_VERSIONS =
      Set.of("Tags", "ReservedConcurrentExecutions", "RecursiveLoop", "CodeSigningConfigArn");

  private PublishedVersion() {}

  /** The version that is kept when the next one is published, so that it can be gone back to. */
  static CfnResource of(String functionId) {
    return CfnResource.of(TYPE, Map.of("FunctionName", Fn.ref(functionId)))
        .withAttribute("Metadata", Map.of(MARK, functionId))
        .keepingData("Retain");
  }

  /** Whether a resource is a version of this kind, and none of the user's own. */
  public static boolean isOfFunction(CfnResource resource) {
    return resource.type().equals(TYPE)
        && resource.attributes().get("Metadata") instanceof Map<?, ?> metadata
        && metadata.get(MARK) instanceof String;
  }

  /**
   * The logical ids with digests, by those without.
   *
   * @param template with the keys of built artifacts
   */
  public static Map<String, String> idsWithDigests(Template template) {
    Map<String, String> ids = new LinkedHashMap<>();
    template
        .resources()
        .forEach(
            (id, resource) -> {
              if (resource.type().equals(TYPE)
                  && resource.attributes().get("Metadata") instanceof Map<?, ?> metadata
                  && metadata.get(MARK) instanceof String functionId
                  && template.resources().get(functionId) != null) {
                ids.put(id, id + digest(template.resources().get(functionId)));
              }
            });
    return ids;
  }

  private static String digest(CfnResource function) {
    Map<String, Object> published = new LinkedHashMap<>(function.properties());
    published.keySet().removeAll(NOT_IN_VERSIONS);
    String text =
        TemplateText.toCompactJson(
            Template.empty().withResources(Map.of("It", function.withProperties(published))));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
