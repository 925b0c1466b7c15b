package dev.stacktape.template;

import dev.stacktape.problem.DidYouMean;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The short forms of intrinsic functions in YAML: {@code !GetAtt a.b} and so on. */
final class ShortForms {
  /** Without their prefix {@code Fn::}. */
  private static final Set<String> FUNCTIONS =
      Set.of(
          "And",
          "Base64",
          "Cidr",
          "Contains",
          "EachMemberEquals",
          "EachMemberIn",
          "Equals",
          "FindInMap",
          "GetAZs",
          "GetAtt",
          "GetStackOutput",
          "If",
          "ImportValue",
          "Join",
          "Length",
          "Not",
          "Or",
          "RefAll",
          "Select",
          "Split",
          "Sub",
          "ToJsonString",
          "Transform",
          "ValueOf",
          "ValueOfAll");

  private static final Set<String> WITHOUT_PREFIX = Set.of("Condition", "Ref");

  private ShortForms() {}

  /** Whether a tag without its exclamation mark is a function. */
  static boolean isKnown(String tag) {
    return FUNCTIONS.contains(tag) || WITHOUT_PREFIX.contains(tag);
  }

  /** The function that a wrong tag was probably meant to be. */
  static Optional<String> meant(String tag) {
    Set<String> all = new TreeSet<>(FUNCTIONS);
    all.addAll(WITHOUT_PREFIX);
    return DidYouMean.closest(tag, all);
  }

  /** The long form. */
  static Map<String, @Nullable Object> expand(String tag, @Nullable Object argument) {
    Map<String, @Nullable Object> function = new HashMap<>();
    function.put(
        WITHOUT_PREFIX.contains(tag) ? tag : "Fn::" + tag,
        tag.equals("GetAtt") && argument instanceof String path ? getAtt(path) : argument);
    return function;
  }

  private static Object getAtt(String path) {
    int dot = path.indexOf('.');
    return dot < 0 ? path : List.of(path.substring(0, dot), path.substring(dot + 1));
  }
}
