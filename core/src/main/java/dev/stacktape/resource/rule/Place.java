package dev.stacktape.resource.rule;

import static dev.stacktape.resource.ResourceCode.PROPERTY_CONFLICT;
import static dev.stacktape.resource.ResourceCode.PROPERTY_NEEDS_ANOTHER;
import static dev.stacktape.resource.ResourceCode.PROPERTY_WITHOUT_EFFECT;
import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.ResourceCode;
import dev.stacktape.resource.StackView;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A place below {@code properties:} of the resource that is checked, and what is wrong there. */
final class Place {
  private final Inspection<?> inspection;
  private final Object[] path;

  Place(Inspection<?> inspection, Object... path) {
    this.inspection = inspection;
    this.path = path.clone();
  }

  /** A place below this one: keys and list positions. */
  Place in(Object... more) {
    return new Place(inspection, Stream.concat(Arrays.stream(path), Arrays.stream(more)).toArray());
  }

  StackView stack() {
    return inspection.stack();
  }

  Resource<?> resource() {
    return inspection.resource();
  }

  /** A value that AWS does not take. */
  void invalid(String message, @Nullable String hint) {
    report(VALUE_INVALID, message, hint);
  }

  /** Two values that do not go together. */
  void conflict(String message, @Nullable String hint) {
    report(PROPERTY_CONFLICT, message, hint);
  }

  /** A value that needs another one. */
  void needs(String message, @Nullable String hint) {
    report(PROPERTY_NEEDS_ANOTHER, message, hint);
  }

  /** A value that does nothing; deploying it does no harm. */
  void withoutEffect(String message, @Nullable String hint) {
    inspection.report(PROPERTY_WITHOUT_EFFECT.warning(message).hint(hint), path);
  }

  /** Something that AWS may refuse. */
  void doubt(String message, @Nullable String hint) {
    inspection.report(VALUE_INVALID.warning(message).hint(hint), path);
  }

  void report(ResourceCode code, String message, @Nullable String hint) {
    inspection.report(code.error(message).hint(hint), path);
  }

  /** The resource that a property names; reports when it is not there or of another type. */
  <T extends Record> Optional<Resource<T>> reference(@Nullable String name, Class<T> type) {
    return name == null ? Optional.empty() : inspection.reference(name, type, path);
  }

  /** Reports when a property names no resource, or one of another type. */
  <T extends Record> void refersTo(@Nullable String name, Class<T> type) {
    var unused = reference(name, type);
  }

  /** Reports unless exactly one of two properties is given. */
  void exactlyOne(String one, @Nullable Object first, String other, @Nullable Object second) {
    Map<String, @Nullable Object> choices = new LinkedHashMap<>();
    choices.put(one, first);
    choices.put(other, second);
    exactlyOne(choices);
  }

  /** Reports unless exactly one of several properties is given; false and empty lists are not. */
  void exactlyOne(Map<String, @Nullable Object> choices) {
    Map<String, @Nullable Object> given = new LinkedHashMap<>();
    choices.forEach((key, value) -> given.put(key, isGiven(value) ? value : null));
    var unused = inspection.exactlyOne(given, path);
  }

  static boolean isGiven(@Nullable Object value) {
    return value != null
        && !Boolean.FALSE.equals(value)
        && !(value instanceof Collection<?> list && list.isEmpty());
  }
}
