package dev.stacktape.problem;

/**
 * A line of the user's text as it can be shown.
 *
 * @param text what to show; as many columns wide as it has characters on a terminal
 * @param caret how many columns stand before the place that is meant; -1 when no place is
 * @param carets how many columns the place is wide, at least 1
 */
record Excerpt(String text, int caret, int carets) {
  private static final int TAB_WIDTH = 2;
  private static final int MAX_WIDTH = 100;
  private static final int BEFORE_CARET = 60;
  private static final String CUT = "...";

  /**
   * @param column 1-based, in code points; 0 for none
   * @param length how many code points are meant
   */
  static Excerpt of(String line, int column, int length) {
    StringBuilder shown = new StringBuilder();
    int caret = -1;
    int end = -1;
    int width = 0;
    int position = 1;
    int[] codePoints = line.codePoints().toArray();
    int from = firstShown(codePoints.length, column);
    if (from > 0) {
      shown.append(CUT);
      width += CUT.length();
      position = from + 1;
    }
    for (int i = from; i < codePoints.length && width < MAX_WIDTH; i++, position++) {
      if (position == column) {
        caret = width;
      }
      if (position == column + length) {
        end = width;
      }
      String piece = piece(codePoints[i]);
      shown.append(piece);
      width += width(codePoints[i], piece);
      if (width >= MAX_WIDTH && i + 1 < codePoints.length) {
        shown.append(CUT);
      }
    }
    boolean behindTheEnd = caret < 0 && column > codePoints.length;
    int start = behindTheEnd ? width : caret;
    return new Excerpt(shown.toString(), start, Math.max(1, (end < 0 ? width : end) - start));
  }

  /** Text with everything that a terminal would not show, or would obey, made visible. */
  static String visible(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().forEach(c -> shown.append(c == '\n' ? "\n" : piece(c)));
    return shown.toString();
  }

  private static int firstShown(int length, int column) {
    return length > MAX_WIDTH && column > BEFORE_CARET + CUT.length()
        ? Math.min(column, length) - BEFORE_CARET - 1
        : 0;
  }

  private static String piece(int codePoint) {
    if (codePoint == '\t') {
      return " ".repeat(TAB_WIDTH);
    }
    return isHidden(codePoint) ? "<U+%04X>".formatted(codePoint) : Character.toString(codePoint);
  }

  /** Controls, marks that turn the direction of text, blanks without width, halves of pairs. */
  private static boolean isHidden(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /** How many columns a terminal uses; letters of East Asia and pictures are two columns wide. */
  private static int width(int codePoint, String piece) {
    if (piece.length() > 2) {
      return piece.length();
    }
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    return codePoint == '\t' ? TAB_WIDTH : isWide(codePoint) ? 2 : 1;
  }

  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115F)
        || (c >= 0x2E80 && c <= 0xA4CF)
        || (c >= 0xAC00 && c <= 0xD7A3)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0xFE30 && c <= 0xFE6F)
        || (c >= 0xFF00 && c <= 0xFF60)
        || (c >= 0xFFE0 && c <= 0xFFE6)
        || (c >= 0x1F300 && c <= 0x1FAFF)
        || (c >= 0x20000 && c <= 0x3FFFD);
  }
}
