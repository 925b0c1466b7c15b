package dev.stacktape.local.cloudformation.run;

import dev.stacktape.local.cloudformation.document.Evaluation;
import dev.stacktape.local.cloudformation.document.Trees;
import dev.stacktape.template.PropertySchema;
import dev.stacktape.template.PropertyType;
import dev.stacktape.template.ResourceSchema;
import dev.stacktape.template.SchemaViolation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What AWS's schema says against the properties of a resource, in the words that AWS uses. */
public final class PropertyValidation {
  private final ResourceSchema schema;

  /** Checks against the schema of a type. */
  public PropertyValidation(ResourceSchema schema) {
    this.schema = schema;
  }

  /**
   * One thing that is wrong.
   *
   * @param path a JSON pointer into the properties
   */
  public record Finding(String path, String message) {}

  /** Everything that is wrong with values whose functions have been carried out. */
  public List<Finding> findings(Map<String, Object> properties) {
    return schema.check(properties).stream()
        .filter(violation -> !isUnknownYet(properties, violation))
        .map(violation -> finding(properties, violation))
        .toList();
  }

  private static boolean isUnknownYet(Map<String, Object> properties, SchemaViolation violation) {
    return String.valueOf(at(properties, violation.steps())).contains(Evaluation.KNOWN_AFTER_APPLY);
  }

  private Finding finding(Map<String, Object> properties, SchemaViolation violation) {
    List<String> steps = violation.steps();
    String last = steps.get(steps.size() - 1);
    String parent = pointer(steps.subList(0, steps.size() - 1));
    return switch (violation.kind()) {
      case UNKNOWN_PROPERTY ->
          new Finding(pointer(steps), parent + ": extraneous key [" + last + "] is not permitted");
      case MISSING_PROPERTY ->
          new Finding(pointer(steps), parent + ": required key [" + last + "] not found");
      case NOT_ALLOWED_VALUE ->
          new Finding(
              pointer(steps),
              pointer(steps) + ": " + at(properties, steps) + " is not a valid enum value");
      case WRONG_TYPE ->
          new Finding(
              pointer(steps),
              pointer(steps)
                  + ": expected type: "
                  + expected(steps)
                  + ", found: "
                  + found(at(properties, steps)));
    };
  }

  private static String pointer(List<String> steps) {
    return steps.isEmpty() ? "#" : "#/" + String.join("/", steps);
  }

  private static @Nullable Object at(Object tree, List<String> steps) {
    Object value = tree;
    for (String step : steps) {
      Map<String, Object> map = Trees.map(value);
      if (map != null) {
        value = map.get(step);
      } else if (value instanceof List<?> list && Integer.parseInt(step) < list.size()) {
        value = list.get(Integer.parseInt(step));
      } else {
        return null;
      }
    }
    return value;
  }

  private static String found(@Nullable Object value) {
    if (value instanceof Map<?, ?>) {
      return "JSONObject";
    }
    if (value instanceof List<?>) {
      return "JSONArray";
    }
    if (value instanceof Boolean) {
      return "Boolean";
    }
    return value instanceof Number ? "Number" : "String";
  }

  private String expected(List<String> steps) {
    PropertySchema property = schema.properties().get(steps.get(0));
    PropertyType type = property == null ? null : property.type();
    for (String step : steps.subList(1, steps.size())) {
      type = within(type, step);
    }
    return name(type);
  }

  private @Nullable PropertyType within(@Nullable PropertyType type, String step) {
    if (type instanceof PropertyType.ListOf list) {
      return list.element();
    }
    if (type instanceof PropertyType.MapOf map) {
      return map.element();
    }
    if (type instanceof PropertyType.Nested nested) {
      PropertySchema property = schema.definition(nested.definition()).get(step);
      return property == null ? null : property.type();
    }
    return null;
  }

  private static String name(@Nullable PropertyType type) {
    if (type instanceof PropertyType.ListOf) {
      return "JSONArray";
    }
    if (type instanceof PropertyType.Numeric number) {
      return number.whole() ? "Integer" : "Number";
    }
    if (type instanceof PropertyType.Flag) {
      return "Boolean";
    }
    if (type instanceof PropertyType.Text) {
      return "String";
    }
    return "JSONObject";
  }
}
