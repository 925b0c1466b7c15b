package dev.stacktape.program;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adds to a bundle a note of each line at which a statement, a loop or a function begins, so that a
 * second run tells where a program was when it failed or had to be stopped. The engine itself does
 * not say.
 *
 * <p>The bundler writes each statement on a line of its own in one style, which makes this a matter
 * of lines. Where a line of a text looks like code, the second run fails in another way, and only
 * the place is lost.
 */
final class Ticks {
  private static final Pattern BODY =
      Pattern.compile("^(.*(?:\\b(?:for|while|do|function)\\b.*|=> )\\{)$");
  private static final Pattern CONDITION = Pattern.compile("\\bwhile \\((?!__tick)");
  private static final Pattern STATEMENT =
      Pattern.compile(
          "^\\s*(?:(?:const|let|var|return|throw|if|for|while|switch|try)\\b.*"
              + "|(?:\\(0, )?[\\w$.]+\\)?\\(.*;)$");

  private Ticks() {}

  static String in(String bundle) {
    StringBuilder noted = new StringBuilder();
    int line = Sandbox.FIRST_LINE;
    String before = "";
    for (String text : bundle.split("\n", -1)) {
      line++;
      String tick = "__tick(" + line + ")";
      Matcher body = BODY.matcher(text);
      String with = body.matches() ? body.group(1) + tick + ";" : text;
      with = CONDITION.matcher(with).replaceAll("while (" + tick + "&&");
      boolean begins = before.endsWith(";") || before.endsWith("{") || before.endsWith("}");
      noted
          .append(begins && STATEMENT.matcher(text).matches() ? tick + ";" : "")
          .append(with)
          .append('\n');
      if (!text.isBlank() && !text.stripLeading().startsWith("//")) {
        before = text.stripTrailing();
      }
    }
    return noted.toString();
  }
}
