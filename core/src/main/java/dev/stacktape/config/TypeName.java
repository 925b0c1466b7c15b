package dev.stacktape.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The word by which a member of a {@link Union} is told apart. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface TypeName {
  /** One word, or several that mean the same shape. */
  String[] value();

  /** Whether {@code properties:} may be left out even though components are required inside. */
  boolean propertiesOptional() default false;
}
