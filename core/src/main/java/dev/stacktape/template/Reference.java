package dev.stacktape.template;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A mention of something else in the template.
 *
 * @param target a logical id of a resource or parameter, or the name of a condition or mapping
 * @param attribute the dotted attribute that is asked for; null for other kinds than {@link
 *     Kind#ATTRIBUTE}
 * @param path where the mention stands within the value that was looked through: property names,
 *     function names, map keys and list positions
 */
public record Reference(Kind kind, String target, @Nullable String attribute, List<String> path) {

  /** What is mentioned. */
  public enum Kind {
    /** A resource, a parameter, or a pseudo parameter such as {@code AWS::Region}. */
    REF,
    /** An attribute of a resource. */
    ATTRIBUTE,
    CONDITION,
    MAPPING
  }

  public Reference {
    path = List.copyOf(path);
  }

  /** Whether it is a resource (or parameter) of the template that is mentioned. */
  public boolean isToResource() {
    return kind == Kind.ATTRIBUTE || (kind == Kind.REF && !isPseudoParameter());
  }

  /** Whether a template value is an {@code Fn::GetAtt} of the same, and nothing besides. */
  public boolean isAllOf(@Nullable Object value) {
    return value instanceof Map<?, ?> map
        && map.size() == 1
        && map.containsKey("Fn::GetAtt")
        && References.in(value).stream()
            .anyMatch(
                other ->
                    other.kind == kind
                        && other.target.equals(target)
                        && Objects.equals(other.attribute, attribute));
  }

  /** Whether it is one of the parameters that every template has. */
  public boolean isPseudoParameter() {
    return kind == Kind.REF && target.startsWith("AWS::");
  }
}
