package dev.stacktape.config;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Words that older YAML took for booleans and that people still write. */
final class BooleanWords {
  private static final Set<String> TRUE = Set.of("yes", "y", "on", "1", "true");
  private static final Set<String> FALSE = Set.of("no", "n", "off", "0", "false");

  private BooleanWords() {}

  /** The boolean that someone who wrote this most likely meant. */
  static Optional<Boolean> meant(Object value) {
    String word = String.valueOf(value).toLowerCase(Locale.ROOT);
    if (TRUE.contains(word)) {
      return Optional.of(true);
    }
    return FALSE.contains(word) ? Optional.of(false) : Optional.empty();
  }
}
