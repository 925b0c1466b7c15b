package dev.stacktape.template;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells intrinsic functions from plain maps.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html">Intrinsic
 *     function reference</a>
 */
final class Intrinsics {
  private static final Set<String> GIVE_TEXT = Set.of("Fn::Base64", "Fn::Join", "Fn::Sub");
  private static final Set<String> GIVE_LIST = Set.of("Fn::Cidr", "Fn::GetAZs", "Fn::Split");

  private Intrinsics() {}

  /** The name of the function that a value is, such as {@code Fn::Sub}; null for plain values. */
  static @Nullable String functionOf(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map) || map.size() != 1) {
      return null;
    }
    Object key = map.keySet().iterator().next();
    return key instanceof String name && isFunction(name) ? name : null;
  }

  /** Whether a key is the name of a function or of a condition reference. */
  static boolean isFunction(String key) {
    return key.equals("Ref") || key.equals("Condition") || key.startsWith("Fn::");
  }

  /** Whether a map is completed by a macro, so that its keys say little. */
  static boolean isCompletedByMacro(Map<?, ?> map) {
    return map.keySet().stream()
        .anyMatch(
            key ->
                key instanceof String name
                    && (name.equals("Fn::Transform") || name.startsWith("Fn::ForEach::")));
  }

  /** The argument of a function. */
  static @Nullable Object argument(Object function) {
    return ((Map<?, ?>) function).values().iterator().next();
  }

  /** Whether a value is {@code Ref: AWS::NoValue}, which removes the property that it stands in. */
  static boolean isNoValue(@Nullable Object value) {
    return value instanceof Map<?, ?> map
        && map.size() == 1
        && "AWS::NoValue".equals(map.get("Ref"));
  }

  /** Whether what a function gives is always text. */
  static boolean givesText(String function) {
    return GIVE_TEXT.contains(function);
  }

  /** Whether what a function gives is always a list. */
  static boolean givesList(String function) {
    return GIVE_LIST.contains(function);
  }

  /** Whether a text is resolved by CloudFormation when it deploys, so that it says nothing yet. */
  static boolean isDynamicReference(String text) {
    return text.contains("{{resolve:");
  }
}
