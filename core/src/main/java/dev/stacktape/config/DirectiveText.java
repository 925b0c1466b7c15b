package dev.stacktape.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises and parses directives.
 *
 * <p>A text is a directive when it starts with {@code $name(} and ends with {@code )} or with a
 * path behind its last {@code )}. A directive inside of a longer text is nothing but text.
 */
public final class DirectiveText {
  private static final Pattern START = Pattern.compile("\\$([A-Za-z_$][\\w$]*)\\(");

  private DirectiveText() {}

  /** Whether the text as a whole is a directive, of whatever name; it may still be malformed. */
  public static boolean isDirective(String text) {
    if (text.isEmpty() || text.charAt(0) != '$' || !START.matcher(text).lookingAt()) {
      return false;
    }
    int behind = text.lastIndexOf(')') + 1;
    return behind > 0 && (behind == text.length() || text.charAt(behind) == '.');
  }

  /** Whether the text begins like a directive whose parenthesis is never closed. */
  static boolean isUnclosed(String text) {
    return text.startsWith("$") && text.indexOf(')') < 0 && START.matcher(text).lookingAt();
  }

  /** The parsed directive; empty when the text is none or is malformed. */
  public static Optional<DirectiveCall> parse(String text) {
    if (!isDirective(text)) {
      return Optional.empty();
    }
    try {
      return Optional.of(DirectiveParser.parse(text));
    } catch (DirectiveFailure malformed) {
      return Optional.empty();
    }
  }

  /** The name of what is a directive by {@link #isDirective}. */
  static String nameOf(String directive) {
    Matcher start = START.matcher(directive);
    return start.lookingAt() ? start.group(1) : "";
  }
}
