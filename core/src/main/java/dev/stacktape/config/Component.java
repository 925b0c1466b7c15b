package dev.stacktape.config;

import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/**
 * One component of a record as a property of the config.
 *
 * @param key how the property is written
 * @param required whether leaving it out is a problem
 * @param nullable whether leaving it out gives null, rather than an empty list or map
 * @param typeWord whether it receives the word that chose the record
 * @param example how a value is written; empty when nothing is known
 */
record Component(
    String key,
    Shape shape,
    boolean required,
    boolean nullable,
    boolean typeWord,
    String example,
    Class<?> type) {

  static Component of(RecordComponent component) {
    Key key = component.getAnnotation(Key.class);
    Doc doc = component.getAnnotation(Doc.class);
    boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    Shape shape = Shapes.of(component);
    return new Component(
        key == null ? component.getName() : key.value(),
        shape,
        component.isAnnotationPresent(Required.class) || (!nullable && shape.absent() == null),
        nullable,
        component.isAnnotationPresent(TypeWord.class),
        doc == null ? "" : doc.example(),
        component.getType());
  }

  /** The value where the config has none. */
  @Nullable Object absent() {
    if (type.isPrimitive()) {
      return type == boolean.class ? (Object) false : NumberType.zero(type);
    }
    return nullable ? null : shape.absent();
  }
}
