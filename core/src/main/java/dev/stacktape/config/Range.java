package dev.stacktape.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The numbers that AWS takes for a numeric component, or the lengths of a list component. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Range {
  /** The smallest. */
  double min() default Double.NEGATIVE_INFINITY;

  /** The largest. */
  double max() default Double.POSITIVE_INFINITY;
}
