package dev.stacktape.config;

import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Turns nodes into typed values. The type is the whole description; there is nothing to register:
 *
 * <ul>
 *   <li>A record takes a map. Each component is a key of the same name (or {@link Key}); other keys
 *       are a problem. A component marked {@code @Nullable} may be left out; so may a list or map,
 *       which is empty then, unless it is {@link Required}.
 *   <li>A sealed interface marked {@link Union} takes a map whose word tells the member.
 *   <li>String, Boolean, numbers, enums with {@link ConfigValue}, List, Map with String keys,
 *       {@link ScalarValue}; Object and {@link Node} for what is free. {@link Range} limits a
 *       number or the length of a list.
 * </ul>
 *
 * <p>Numbers and booleans may be written in quotes. Text may be a directive whose value is known
 * only during deployment; elsewhere such a directive is a problem.
 *
 * <p>Reports all problems of the value in one go, each with its place: {@code
 * CONFIG_UNKNOWN_PROPERTY}, {@code CONFIG_MISSING_PROPERTY}, {@code CONFIG_WRONG_TYPE}, {@code
 * CONFIG_NOT_ALLOWED}, {@code CONFIG_OUT_OF_RANGE}, {@code CONFIG_UNKNOWN_TYPE}, {@code
 * CONFIG_NOT_KNOWN_YET}, {@code CONFIG_NOT_RESOLVED}.
 */
public final class Binder {
  /** How the whole is called in messages. */
  static final String CONFIG = "The config";

  private Binder() {}

  /** A record or union out of a whole document; null when there is a problem with it. */
  public static <T> @Nullable T bind(Node node, Class<T> type, Problems problems) {
    return bind(node, CONFIG, node.location(), type, problems);
  }

  /**
   * A record or union out of a part of a document; null when there is a problem with it.
   *
   * @param label what to call it in messages, such as {@code `api`}; begins a sentence
   * @param owner where to point when something is missing in it, usually its key
   */
  public static <T> @Nullable T bind(
      Node node, String label, Location owner, Class<T> type, Problems problems) {
    BindingReport report = new BindingReport(problems);
    return type.cast(Shapes.structure(type).bind(node, new Subject(label, owner), report));
  }
}
