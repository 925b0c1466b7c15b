package dev.stacktape.template;

import dev.stacktape.problem.DidYouMean;
import dev.stacktape.template.SchemaViolation.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks the properties of one resource against the schema of its type. */
final class SchemaCheck {
  private static final int NAMES_SHOWN = 12;
  private static final Map<String, PropertySchema> TAG = tagProperties();

  private final ResourceSchema schema;
  private final List<SchemaViolation> found = new ArrayList<>();

  SchemaCheck(ResourceSchema schema) {
    this.schema = schema;
  }

  List<SchemaViolation> check(Map<String, Object> properties) {
    object(List.of(), schema.type(), schema.properties(), properties);
    return List.copyOf(found);
  }

  /** Checks a map whose keys are properties; {@code owner} names them in messages. */
  private void object(
      List<String> path, String owner, Map<String, PropertySchema> known, Map<?, ?> map) {
    boolean open = path.isEmpty() && schema.takesAnyProperty();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String name = String.valueOf(entry.getKey());
      PropertySchema property = known.get(name);
      if (property != null) {
        value(Steps.then(path, name), property.type(), entry.getValue());
      } else if (!open && !Intrinsics.isFunction(name)) {
        unknown(Steps.then(path, name), owner, known.keySet());
      }
    }
    if (!Intrinsics.isCompletedByMacro(map)) {
      known.forEach((name, property) -> required(path, owner, name, property, map));
    }
  }

  private void unknown(List<String> path, String owner, Set<String> known) {
    String name = last(path);
    String hint =
        DidYouMean.closest(name, known)
            .map(word -> "Did you mean '" + word + "'?")
            .orElse("It takes " + shown(known) + ".");
    add(path, Kind.UNKNOWN_PROPERTY, "'%s' is not a property of %s.".formatted(name, owner), hint);
  }

  private void required(
      List<String> path, String owner, String name, PropertySchema property, Map<?, ?> map) {
    boolean missing = !map.containsKey(name) || Intrinsics.isNoValue(map.get(name));
    if (property.required() && missing) {
      add(
          Steps.then(path, name),
          Kind.MISSING_PROPERTY,
          "%s needs the property '%s', which is missing.".formatted(owner, name),
          "Add '%s': %s.".formatted(name, Shapes.wanted(property.type())));
    }
  }

  private void value(List<String> path, PropertyType type, @Nullable Object value) {
    String function = Intrinsics.functionOf(value);
    if (value == null) {
      nothing(path);
    } else if (function != null && !isPropertyName(type, function)) {
      function(path, type, function, value);
    } else if (type instanceof PropertyType.Text text) {
      text(path, text, value);
    } else if (type instanceof PropertyType.Numeric number) {
      number(path, number, value);
    } else if (type instanceof PropertyType.Flag) {
      flag(path, type, value);
    } else if (type instanceof PropertyType.Json) {
      json(path, value);
    } else if (type instanceof PropertyType.Tag) {
      tag(path, type, value);
    } else if (type instanceof PropertyType.ListOf list) {
      list(path, list, value);
    } else if (type instanceof PropertyType.MapOf map) {
      map(path, map, value);
    } else if (type instanceof PropertyType.Nested nested) {
      nested(path, nested, value);
    } else if (type instanceof PropertyType.OneOf choice) {
      oneOf(path, choice, value);
    }
  }

  private void nothing(List<String> path) {
    add(
        path,
        Kind.WRONG_TYPE,
        "'%s' has no value, and CloudFormation takes no nulls.".formatted(dotted(path)),
        "Give it a value or leave the property out.");
  }

  private void function(List<String> path, PropertyType type, String function, Object value) {
    if (function.equals("Fn::If") && Intrinsics.argument(value) instanceof List<?> arguments) {
      for (int branch = 1; branch < arguments.size(); branch++) {
        if (!Intrinsics.isNoValue(arguments.get(branch))) {
          value(
              Steps.then(Steps.then(path, function), String.valueOf(branch)),
              type,
              arguments.get(branch));
        }
      }
    } else if (Intrinsics.givesText(function) && !Shapes.takesComputedText(type)) {
      wrongType(path, type, function + ", which gives a text");
    } else if (Intrinsics.givesList(function) && !Shapes.takes(type, List.of())) {
      wrongType(path, type, function + ", which gives a list");
    }
  }

  private void text(List<String> path, PropertyType.Text type, Object value) {
    if (Shapes.takes(type, value)) {
      allowed(path, type.allowed(), value);
    } else {
      wrongType(path, type, value);
    }
  }

  private void number(List<String> path, PropertyType.Numeric type, Object value) {
    if (Shapes.takes(type, value)) {
      allowed(path, type.allowed(), value);
    } else {
      wrongType(path, type, value);
    }
  }

  private void flag(List<String> path, PropertyType type, Object value) {
    if (!Shapes.takes(type, value)) {
      wrongType(path, type, value);
    }
  }

  private void json(List<String> path, Object value) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, item) -> jsonItem(Steps.then(path, String.valueOf(key)), item));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        jsonItem(Steps.then(path, i), list.get(i));
      }
    }
  }

  private void jsonItem(List<String> path, @Nullable Object value) {
    if (value == null) {
      nothing(path);
    } else {
      json(path, value);
    }
  }

  private void tag(List<String> path, PropertyType type, Object value) {
    if (value instanceof Map<?, ?> map) {
      object(path, "the tag '" + dotted(path) + "'", TAG, map);
    } else {
      wrongType(path, type, value);
    }
  }

  private void list(List<String> path, PropertyType.ListOf type, Object value) {
    if (!(value instanceof List<?> list)) {
      wrongType(path, type, value);
      return;
    }
    for (int i = 0; i < list.size(); i++) {
      value(Steps.then(path, i), type.element(), list.get(i));
    }
  }

  private void map(List<String> path, PropertyType.MapOf type, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      wrongType(path, type, value);
      return;
    }
    map.forEach((key, item) -> value(Steps.then(path, String.valueOf(key)), type.element(), item));
  }

  private void nested(List<String> path, PropertyType.Nested type, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      wrongType(path, type, value);
      return;
    }
    Map<String, PropertySchema> known = schema.definition(type.definition());
    // A nested type without properties is one whose content AWS does not publish.
    if (!known.isEmpty()) {
      object(path, "'" + dotted(path) + "' of " + schema.type(), known, map);
    }
  }

  /**
   * Of the members that have the value's shape, the one that finds least to say is believed. Any
   * JSON value is believed last, as it would never find anything.
   */
  private void oneOf(List<String> path, PropertyType.OneOf type, Object value) {
    List<PropertyType> fitting =
        type.members().stream().filter(member -> Shapes.takes(member, value)).toList();
    Predicate<PropertyType> isJson = PropertyType.Json.class::isInstance;
    boolean onlyJson = fitting.stream().allMatch(isJson);
    fitting.stream()
        .filter(onlyJson ? isJson : isJson.negate())
        .map(member -> attempt(path, member, value))
        .min(Comparator.comparingInt(List::size))
        .ifPresentOrElse(found::addAll, () -> wrongType(path, type, value));
  }

  private List<SchemaViolation> attempt(List<String> path, PropertyType type, Object value) {
    SchemaCheck attempt = new SchemaCheck(schema);
    attempt.value(path, type, value);
    return attempt.found;
  }

  private void allowed(List<String> path, List<String> allowed, Object value) {
    String text = String.valueOf(value);
    if (allowed.isEmpty() || allowed.contains(text) || Intrinsics.isDynamicReference(text)) {
      return;
    }
    add(
        path,
        Kind.NOT_ALLOWED_VALUE,
        "'%s' is '%s'; allowed are %s.".formatted(dotted(path), text, shown(allowed)),
        nearest(text, allowed));
  }

  private static String nearest(String text, List<String> allowed) {
    boolean numbers =
        Shapes.isNumber(text, false)
            && allowed.stream().allMatch(each -> Shapes.isNumber(each, false));
    if (numbers) {
      BigDecimal found = new BigDecimal(text.strip());
      Comparator<String> byDistance =
          Comparator.comparing(each -> new BigDecimal(each).subtract(found).abs());
      return "The nearest is " + allowed.stream().min(byDistance).orElse("") + ".";
    }
    return DidYouMean.closest(text, allowed)
        .map(word -> "Did you mean '" + word + "'?")
        .orElse("Use one of the allowed values.");
  }

  private void wrongType(List<String> path, PropertyType type, Object value) {
    wrongType(path, type, Values.describe(value));
  }

  private void wrongType(List<String> path, PropertyType type, String description) {
    boolean listWanted = type instanceof PropertyType.ListOf;
    add(
        path,
        Kind.WRONG_TYPE,
        "'%s' is %s, and %s is wanted.".formatted(dotted(path), description, Shapes.wanted(type)),
        listWanted ? "Put it into a list, even if it is the only item." : null);
  }

  private boolean isPropertyName(PropertyType type, String function) {
    return type instanceof PropertyType.Nested nested
        && schema.definition(nested.definition()).containsKey(function);
  }

  private static String shown(Collection<String> names) {
    String text = names.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
    int more = names.size() - NAMES_SHOWN;
    return more > 0 ? text + " and " + more + " more" : text;
  }

  private static Map<String, PropertySchema> tagProperties() {
    Map<String, PropertySchema> tag = new LinkedHashMap<>();
    tag.put("Key", text(true));
    tag.put("Value", text(false));
    return tag;
  }

  private static PropertySchema text(boolean required) {
    return new PropertySchema(
        new PropertyType.Text(List.of()), required, Replacement.NO, false, null, null);
  }

  private void add(List<String> path, Kind kind, String message, @Nullable String hint) {
    found.add(new SchemaViolation(path, kind, message, hint));
  }

  private static String last(List<String> path) {
    return path.get(path.size() - 1);
  }

  private static String dotted(List<String> path) {
    return String.join(".", path);
  }
}
