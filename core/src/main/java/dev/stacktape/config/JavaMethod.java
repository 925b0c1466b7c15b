package dev.stacktape.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A method in Java that a config names: {@code com.acme.Directives:appVersion}.
 *
 * @param type the name of the class with its package; begins with a capital letter, which tells it
 *     from a file
 * @param method what comes behind the colon; null when nothing does
 */
record JavaMethod(String type, @Nullable String method) {
  private static final String NAME = "[\\p{L}_$][\\p{L}\\p{N}_$]*";
  private static final Pattern TEXT =
      Pattern.compile("((?:%s\\.)*\\p{Lu}[\\p{L}\\p{N}_$]*)(?::(%s))?".formatted(NAME, NAME));

  /** Null when the text names no class. */
  static @Nullable JavaMethod of(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches() ? new JavaMethod(matcher.group(1), matcher.group(2)) : null;
  }
}
