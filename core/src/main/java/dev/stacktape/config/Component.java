package dev.stacktape.config;

import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/**
 * One component of a record as a property of the config.
 *
 * @param key how the property is written
 * @param required whether leaving it out is a problem
 * @param nullable whether leaving it out gives null, rather than an empty list or map
 * @param role where its value comes from
 * @param doc what it is, where that is said
 */
record Component(
    String key,
    Shape shape,
    boolean required,
    boolean nullable,
    Role role,
    @Nullable Doc doc,
    Class<?> type) {

  /** Where the value of a component comes from. */
  enum Role {
    /** What stands under its key. */
    PROPERTY,
    /** The word that chose the record. */
    TYPE_WORD,
    /** All keys that no other component has. */
    OTHER_KEYS
  }

  static Component of(RecordComponent component) {
    Key key = component.getAnnotation(Key.class);
    boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    Shape shape = Shapes.of(component);
    return new Component(
        key == null ? component.getName() : key.value(),
        shape,
        component.isAnnotationPresent(Required.class) || (!nullable && shape.absent() == null),
        nullable,
        roleOf(component),
        component.getAnnotation(Doc.class),
        component.getType());
  }

  private static Role roleOf(RecordComponent component) {
    if (component.isAnnotationPresent(TypeWord.class)) {
      return Role.TYPE_WORD;
    }
    return component.isAnnotationPresent(OtherKeys.class) ? Role.OTHER_KEYS : Role.PROPERTY;
  }

  /** How a value is written; empty when nothing is known. */
  String example() {
    return doc == null ? "" : doc.example();
  }

  /** The value where the config has none. */
  @Nullable Object absent() {
    if (type.isPrimitive()) {
      return type == boolean.class ? (Object) false : NumberType.zero(type);
    }
    return nullable ? null : shape.absent();
  }
}
