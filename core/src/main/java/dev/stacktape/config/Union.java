package dev.stacktape.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a sealed interface whose members are told apart by a word. In the config a member is
 * written as {@code type: <word>} with its components under {@code properties:}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Union {
  /** The key whose value tells the members apart. */
  String by() default "type";

  /** The key that holds a member's components; empty when they stand beside the word itself. */
  String in() default "properties";
}
