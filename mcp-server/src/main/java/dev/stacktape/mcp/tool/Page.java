package dev.stacktape.mcp.tool;

import org.jspecify.annotations.Nullable;

/**
 * A part of a long text. Clients cut long answers off without a word, so the server does it, and
 * says where the rest is.
 *
 * @param text of this page
 * @param next the cursor of the next page, null on the last
 */
public record Page(String text, @Nullable String next) {
  /**
   * The most characters in one page. An answer says the same twice, to people and to programs, and
   * has 20,000 in all.
   */
  public static final int MAX = 8_500;

  /** The page that a cursor names; the first one without a cursor. */
  public static Page of(String whole, @Nullable String cursor) {
    int from = cursor == null ? 0 : position(cursor, whole.length());
    int to = Math.min(whole.length(), from + MAX);
    if (to < whole.length()) {
      int line = whole.lastIndexOf('\n', to);
      to = line > from ? line + 1 : to;
      if (Character.isHighSurrogate(whole.charAt(to - 1))) {
        to--;
      }
    }
    return new Page(whole.substring(from, to), to < whole.length() ? String.valueOf(to) : null);
  }

  /** A text that stays short, and says so when it was longer. */
  public static String shortened(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + "... (" + (text.length() - end) + " more characters)";
  }

  private static int position(String cursor, int length) {
    try {
      int position = Integer.parseInt(cursor);
      if (position >= 0 && position <= length) {
        return position;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new Refusal(
        "CURSOR_UNKNOWN",
        "`" + cursor + "` is no cursor of this answer.",
        "Use the cursor of the page before, or none for the first page.",
        "Call again without `cursor`.");
  }
}
