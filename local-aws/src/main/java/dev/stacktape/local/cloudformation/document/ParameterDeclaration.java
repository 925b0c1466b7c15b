package dev.stacktape.local.cloudformation.document;

import dev.stacktape.local.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * One entry under {@code Parameters}.
 *
 * @param tree the entry as it stands in the template
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html">Parameters</a>
 */
public record ParameterDeclaration(String name, Map<String, Object> tree) {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");

  /** Such as {@code String} or {@code List<Number>}. */
  public String type() {
    return String.valueOf(tree.get("Type"));
  }

  /** The default as text, or null when there is none. */
  public @Nullable String defaultValue() {
    return text("Default");
  }

  /** What is said of it, or null. */
  public @Nullable String description() {
    return text("Description");
  }

  /** Whether its value must never be shown. */
  public boolean noEcho() {
    return Boolean.parseBoolean(text("NoEcho"));
  }

  /** The values that are allowed; empty when any is. */
  public List<String> allowedValues() {
    return tree.get("AllowedValues") instanceof List<?> values
        ? values.stream().map(Trees::text).toList()
        : List.of();
  }

  /** Whether its value names an SSM parameter that holds the real one. */
  boolean isFromParameterStore() {
    return type().startsWith("AWS::SSM::Parameter::Value<");
  }

  private boolean isList() {
    String valueType = valueType();
    return valueType.startsWith("List<") || valueType.equals("CommaDelimitedList");
  }

  private String valueType() {
    return isFromParameterStore()
        ? type().substring("AWS::SSM::Parameter::Value<".length(), type().length() - 1)
        : type();
  }

  /** The value as the template sees it: a text, or a list of texts. */
  Object typed(String text) {
    if (!isList()) {
      return text;
    }
    List<Object> items = new ArrayList<>();
    if (!text.isEmpty()) {
      for (String item : text.split(",", -1)) {
        items.add(item.strip());
      }
    }
    return items;
  }

  /** Refuses a value that the declaration does not allow. */
  void check(String value) {
    List<String> items = isList() ? typedItems(value) : List.of(value);
    for (String item : items) {
      checkItem(item);
    }
  }

  private List<String> typedItems(String value) {
    return typed(value) instanceof List<?> list
        ? list.stream().map(Trees::text).toList()
        : List.of();
  }

  private void checkItem(String value) {
    if (valueType().contains("Number") && !NUMBER.matcher(value).matches()) {
      throw TemplateErrors.invalid("Parameter '" + name + "' must be a number");
    }
    if (!allowedValues().isEmpty() && !allowedValues().contains(value)) {
      throw refused("must be one of AllowedValues");
    }
    String pattern = text("AllowedPattern");
    if (pattern != null && !compiled(pattern).matcher(value).matches()) {
      throw refused("must match pattern " + pattern);
    }
    checkBound("MinLength", value.length(), -1, "must contain at least %s characters");
    checkBound("MaxLength", value.length(), 1, "must contain at most %s characters");
    if (NUMBER.matcher(value).matches()) {
      double number = Double.parseDouble(value);
      checkBound("MinValue", number, -1, "must be a number not less than %s");
      checkBound("MaxValue", number, 1, "must be a number not greater than %s");
    }
  }

  private Pattern compiled(String pattern) {
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw TemplateErrors.format(
          "Parameter '" + name + "' has an invalid AllowedPattern: " + e.getDescription());
    }
  }

  private void checkBound(String key, double value, int refusedSign, String words) {
    String bound = text(key);
    if (bound != null
        && NUMBER.matcher(bound).matches()
        && Integer.signum(Double.compare(value, Double.parseDouble(bound))) == refusedSign) {
      throw refused(String.format(words, bound));
    }
  }

  private AwsError refused(String rule) {
    String constraint = text("ConstraintDescription");
    return TemplateErrors.invalid(
        constraint == null
            ? "Parameter '" + name + "' " + rule
            : "Parameter " + name + " failed to satisfy constraint: " + constraint);
  }

  private @Nullable String text(String key) {
    Object value = tree.get(key);
    if (value instanceof List<?> list) {
      return String.join(",", list.stream().map(Trees::text).toList());
    }
    return value == null ? null : Trees.text(value);
  }
}
