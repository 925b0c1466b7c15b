package dev.stacktape.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a property or type of the config is, for editors, documentation pages and agents. The
 * records are the one source of all three.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Doc {
  /** One or two plain sentences. */
  String value();

  /** The default as it would be written in a config; empty when there is none. */
  String defaultValue() default "";

  /** An example as it would be written in a config; empty when the description is enough. */
  String example() default "";
}
