package dev.stacktape.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * CloudFormation's intrinsic functions as plain values. A template value is a tree of maps, lists,
 * strings, numbers and booleans; an intrinsic function is a map with one entry, exactly as in the
 * document itself, so that every walk over a template sees one shape only.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html">Intrinsic
 *     function reference</a>
 */
public final class Fn {
  private Fn() {}

  /** {@code Ref}: a resource's physical id, or a pseudo parameter such as {@code AWS::Region}. */
  public static Map<String, Object> ref(String logicalId) {
    return Map.of("Ref", logicalId);
  }

  /** {@code Fn::GetAtt}: an attribute of a resource, dots allowed. */
  public static Map<String, Object> getAtt(String logicalId, String attribute) {
    return Map.of("Fn::GetAtt", List.of(logicalId, attribute));
  }

  /** {@code Fn::Sub} whose {@code ${...}} are logical ids, attributes or pseudo parameters. */
  public static Map<String, Object> sub(String text) {
    return Map.of("Fn::Sub", text);
  }

  /** {@code Fn::Sub} with variables of its own. */
  public static Map<String, Object> sub(String text, Map<String, Object> variables) {
    return Map.of("Fn::Sub", List.of(text, new LinkedHashMap<>(variables)));
  }

  /** {@code Fn::Join}. */
  public static Map<String, Object> join(String separator, List<?> parts) {
    return Map.of("Fn::Join", List.of(separator, List.copyOf(parts)));
  }

  /** {@code Fn::ImportValue}. */
  public static Map<String, Object> importValue(Object exportName) {
    return Map.of("Fn::ImportValue", exportName);
  }
}
