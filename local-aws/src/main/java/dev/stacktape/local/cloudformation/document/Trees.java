package dev.stacktape.local.cloudformation.document;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Trees of maps, lists, texts, numbers and booleans, as templates and properties are made of. */
public final class Trees {
  private Trees() {}

  /** The value as a map with texts as keys, or null when it is none. */
  @SuppressWarnings("unchecked") // keys of a parsed document are texts
  public static @Nullable Map<String, Object> map(@Nullable Object value) {
    return value instanceof Map<?, ?> ? (Map<String, Object>) value : null;
  }

  /** The one entry of a map such as {@code {"Ref": "X"}}, or null when there is not just one. */
  static Map.@Nullable Entry<String, Object> only(@Nullable Object value) {
    Map<String, Object> map = map(value);
    return map != null && map.size() == 1 ? map.entrySet().iterator().next() : null;
  }

  /** A tree of the same shape with every child gone through a function. */
  static Object mapChildren(Object tree, UnaryOperator<Object> function) {
    Map<String, Object> map = map(tree);
    if (map != null) {
      Map<String, Object> changed = new LinkedHashMap<>();
      map.forEach((key, value) -> changed.put(key, value == null ? "" : function.apply(value)));
      return changed;
    }
    if (tree instanceof List<?> list) {
      List<Object> changed = new ArrayList<>();
      list.forEach(item -> changed.add(item == null ? "" : function.apply(item)));
      return changed;
    }
    return tree;
  }

  /**
   * A scalar as CloudFormation turns it into text. A number keeps no exponent and no fraction of
   * zero.
   */
  public static String text(Object scalar) {
    if (scalar instanceof Double || scalar instanceof Float || scalar instanceof BigDecimal) {
      BigDecimal number = new BigDecimal(scalar.toString());
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
    return String.valueOf(scalar);
  }

  /**
   * Whether CloudFormation sees no difference: scalars are compared as texts, so that {@code 30}
   * and {@code "30"} are the same.
   */
  public static boolean same(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return Objects.equals(left, right);
    }
    Map<String, Object> leftMap = map(left);
    Map<String, Object> rightMap = map(right);
    if (leftMap != null && rightMap != null) {
      return leftMap.keySet().equals(rightMap.keySet())
          && leftMap.keySet().stream().allMatch(key -> same(leftMap.get(key), rightMap.get(key)));
    }
    if (left instanceof List<?> leftList && right instanceof List<?> rightList) {
      if (leftList.size() != rightList.size()) {
        return false;
      }
      for (int i = 0; i < leftList.size(); i++) {
        if (!same(leftList.get(i), rightList.get(i))) {
          return false;
        }
      }
      return true;
    }
    boolean scalars = leftMap == null && rightMap == null;
    return scalars
        && !(left instanceof List<?>)
        && !(right instanceof List<?>)
        && text(left).equals(text(right));
  }
}
