package dev.stacktape.template;

import java.util.List;

/** What a property's value may be. */
public sealed interface PropertyType {

  /**
   * A string; dates are strings too.
   *
   * @param allowed the only values that are taken; empty when any is
   */
  record Text(List<String> allowed) implements PropertyType {}

  /**
   * A number.
   *
   * @param whole whether it has no fraction
   * @param allowed the only values that are taken, as text; empty when any is
   */
  record Numeric(boolean whole, List<String> allowed) implements PropertyType {}

  /** {@code true} or {@code false}. */
  record Flag() implements PropertyType {}

  /** Any JSON value, such as a policy document. */
  record Json() implements PropertyType {}

  /** A map with {@code Key} and {@code Value}. */
  record Tag() implements PropertyType {}

  /** A list. */
  record ListOf(PropertyType element) implements PropertyType {}

  /** A map with any keys. */
  record MapOf(PropertyType element) implements PropertyType {}

  /** A map with the properties of a nested type, see {@link ResourceSchema#definition}. */
  record Nested(String definition) implements PropertyType {}

  /** Either of several. */
  record OneOf(List<PropertyType> members) implements PropertyType {}
}
