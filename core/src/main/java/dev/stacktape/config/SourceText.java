package dev.stacktape.config;

import dev.stacktape.problem.Location;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** A text split into lines, so that places in it carry the line that they point at. */
final class SourceText {
  /** Nobody reads such a line, and looking for a place in it again and again takes long. */
  private static final int LONGEST_SHOWN = 20_000;

  private static final Pattern BARE_WORD = Pattern.compile("\\s*([\\w$.-]+)\\s*(?:#.*)?");

  private static final Pattern DIRECTIVE_WITH_COMMA =
      Pattern.compile("[\\s,:\\[{]\\$\\w+\\([^)]*,");

  private static final Pattern DASH_AND_KEY = Pattern.compile("\\s*-\\w[\\w.-]*:(?:\\s|$)");

  private final String name;
  private final String text;
  private final List<String> lines = new ArrayList<>();
  private final List<Integer> lineStarts = new ArrayList<>();

  SourceText(String name, String text) {
    this.name = name;
    this.text = text;
    splitLines();
    SecretLines.hideIn(lines);
  }

  private void splitLines() {
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean firstOfPair = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (c == '\n' || (c == '\r' && !firstOfPair)) {
        boolean secondOfPair = c == '\n' && i > start && text.charAt(i - 1) == '\r';
        addLine(start, secondOfPair ? i - 1 : i);
        start = i + 1;
      }
    }
    addLine(start, text.length());
  }

  private void addLine(int start, int end) {
    lineStarts.add(start);
    lines.add(text.substring(start, end));
  }

  String text() {
    return text;
  }

  /** The place of a parser's mark, which counts lines and code points from 0. */
  Location at(Mark mark) {
    return at(mark.getLine(), mark.getColumn(), 1);
  }

  /** What stands between two marks of a parser, as far as it stands on the first line of it. */
  Location between(Mark start, Mark end) {
    int column = start.getColumn();
    if (start.getLine() >= lines.size()) {
      return at(start.getLine(), column, 1);
    }
    String line = lines.get(start.getLine()).stripTrailing();
    int last =
        end.getLine() == start.getLine() ? end.getColumn() : line.codePointCount(0, line.length());
    return at(start.getLine(), column, Math.max(1, last - column));
  }

  /** The place of a character by its position in the text. */
  Location atIndex(int index) {
    int found = Collections.binarySearch(lineStarts, index);
    int line = found >= 0 ? found : -found - 2;
    return at(line, text.codePointCount(lineStarts.get(line), index), 1);
  }

  /**
   * The key that a line is indented below, where it has no colon: only a word stands in the line
   * above, further left. Null where the line above is something else.
   *
   * @param line counted from 1
   */
  @Nullable Location lineWithoutColon(int line) {
    int above = line - 1;
    while (above > 0 && lines.get(above - 1).isBlank()) {
      above--;
    }
    if (above < 1 || line > lines.size() || indentOf(line) <= indentOf(above)) {
      return null;
    }
    Matcher word = BARE_WORD.matcher(lines.get(above - 1));
    return word.matches() ? at(above - 1, indentOf(above), word.group(1).length()) : null;
  }

  /**
   * The dash that begins a line, or the line above it, where a key follows it at once; null where
   * there is none.
   *
   * @param line counted from 1
   */
  @Nullable Location dashWithoutBlank(int line) {
    for (int each = line; each >= Math.max(1, line - 1); each--) {
      if (each <= lines.size() && DASH_AND_KEY.matcher(lines.get(each - 1)).lookingAt()) {
        return at(each - 1, indentOf(each), 1);
      }
    }
    return null;
  }

  /** Whether a directive that is not in quotes has several arguments in a line, counted from 1. */
  boolean hasDirectiveWithComma(int line) {
    return line <= lines.size() && DIRECTIVE_WITH_COMMA.matcher(lines.get(line - 1)).find();
  }

  /** The position of a place in the text; its end for one that lies behind it. */
  int indexOf(int line, int column) {
    if (line < 1 || line > lines.size()) {
      return text.length();
    }
    String found = lines.get(line - 1);
    int codePoints = Math.min(Math.max(column - 1, 0), found.codePointCount(0, found.length()));
    return lineStarts.get(line - 1) + found.offsetByCodePoints(0, codePoints);
  }

  /** The first character. */
  Location start() {
    return at(0, 0, 1);
  }

  /** Whether a line, counted from 1, begins further right than one above it, or is the same one. */
  boolean isIndentedBelow(int line, int above) {
    return line == above || (line <= lines.size() && indentOf(line) > indentOf(above));
  }

  private int indentOf(int line) {
    String text = lines.get(line - 1);
    return text.length() - text.stripLeading().length();
  }

  private Location at(int line, int column, int width) {
    String excerpt = line < lines.size() ? lines.get(line) : null;
    if (excerpt != null && excerpt.length() > LONGEST_SHOWN) {
      excerpt = null;
    }
    return new Location(name, line + 1, column + 1, width, excerpt);
  }
}
