package dev.stacktape.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component of a record type, or of a list of them, that may also be written as plain text:
 * {@code shop.acme.com} for {@code {domainName: shop.acme.com}}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface TextFor {
  /** The key of the record that the text stands for. */
  String value();
}
