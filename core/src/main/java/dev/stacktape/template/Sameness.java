package dev.stacktape.template;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When two template values mean the same to CloudFormation: the order of keys plays no part, {@code
 * 1} is {@code "1"}, and functions are compared by meaning where they have several forms.
 */
final class Sameness {
  /** Written out, a number such as 1e999999999 would fill the memory. */
  private static final int LONGEST_PLAIN = 400;

  private Sameness() {}

  static boolean same(@Nullable Object a, @Nullable Object b) {
    if (Values.isScalar(a) && Values.isScalar(b)) {
      return sameScalar(a, b);
    }
    if (a instanceof Map<?, ?> left && b instanceof Map<?, ?> right) {
      return sameFunction(left, right) || sameMap(left, right);
    }
    if (a instanceof List<?> left && b instanceof List<?> right) {
      return sameList(left, right);
    }
    return a == null && b == null;
  }

  private static boolean sameScalar(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Number && b instanceof Number) {
      return decimal(a).compareTo(decimal(b)) == 0;
    }
    return text(a).equals(text(b));
  }

  private static String text(@Nullable Object scalar) {
    if (!(scalar instanceof Number)) {
      return String.valueOf(scalar);
    }
    BigDecimal number = decimal(scalar);
    return Math.abs(number.scale()) > LONGEST_PLAIN ? number.toString() : number.toPlainString();
  }

  private static BigDecimal decimal(Object number) {
    return new BigDecimal(number.toString());
  }

  private static boolean sameMap(Map<?, ?> a, Map<?, ?> b) {
    return a.keySet().equals(b.keySet())
        && a.entrySet().stream().allMatch(entry -> same(entry.getValue(), b.get(entry.getKey())));
  }

  private static boolean sameList(List<?> a, List<?> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!same(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameFunction(Map<?, ?> a, Map<?, ?> b) {
    String function = Intrinsics.functionOf(a);
    if (function == null || !function.equals(Intrinsics.functionOf(b))) {
      return false;
    }
    Object left = Intrinsics.argument(a);
    Object right = Intrinsics.argument(b);
    return switch (function) {
      case "Fn::GetAtt" -> Objects.equals(dotted(left), dotted(right)) && dotted(left) != null;
      case "Fn::Sub" -> same(withoutEmptyVariables(left), withoutEmptyVariables(right));
      default -> false;
    };
  }

  private static @Nullable String dotted(@Nullable Object getAtt) {
    if (getAtt instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return String.join(".", list.stream().map(String::valueOf).toList());
    }
    return getAtt instanceof String text ? text : null;
  }

  private static @Nullable Object withoutEmptyVariables(@Nullable Object sub) {
    if (sub instanceof List<?> list
        && list.size() == 2
        && list.get(1) instanceof Map<?, ?> variables
        && variables.isEmpty()) {
      return list.get(0);
    }
    return sub;
  }
}
