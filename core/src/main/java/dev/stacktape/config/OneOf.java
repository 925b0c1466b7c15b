package dev.stacktape.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which members of a {@link Union} a component takes, where it does not take all of them, or where
 * they live in several packages so that their interface cannot be sealed. Lists and maps of the
 * union are limited in the same way.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface OneOf {
  /** Records with a {@link TypeName}, or sealed interfaces for all their members. */
  Class<?>[] value();
}
