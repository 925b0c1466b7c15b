package dev.stacktape.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A list or map that must be written, though it may be empty. Without it an absent one is empty. On
 * a record it means the {@code properties} that it describes: the map must be written even though
 * nothing in it must.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.TYPE})
public @interface Required {}
