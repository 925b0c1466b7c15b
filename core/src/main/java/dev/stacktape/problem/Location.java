package dev.stacktape.problem;

import org.jspecify.annotations.Nullable;

/**
 * A place in something the user wrote.
 *
 * @param source what to call the file in a message, usually its path relative to the working
 *     directory
 * @param line 1-based line, 0 when only the file is known
 * @param column 1-based column counted in Unicode code points, 0 when only the line is known
 * @param width how many code points of the line are meant, from the column on; 0 when there is no
 *     column, 1 when only the beginning is known
 * @param excerpt the text of that line without its line break, for showing a caret under it
 */
public record Location(String source, int line, int column, int width, @Nullable String excerpt)
    implements Comparable<Location> {

  /** A place of which only the beginning is known. */
  public Location(String source, int line, int column, @Nullable String excerpt) {
    this(source, line, column, column == 0 ? 0 : 1, excerpt);
  }

  /** A whole file, where no line can be given. */
  public static Location of(String source) {
    return new Location(source, 0, 0, null);
  }

  @Override
  public int compareTo(Location other) {
    int bySource = source.compareTo(other.source);
    if (bySource != 0) {
      return bySource;
    }
    int byLine = Integer.compare(line, other.line);
    return byLine != 0 ? byLine : Integer.compare(column, other.column);
  }

  /** The form that editors and terminals make clickable: {@code stacktape.yml:12:7}. */
  @Override
  public String toString() {
    if (line == 0) {
      return source;
    }
    return column == 0 ? source + ":" + line : source + ":" + line + ":" + column;
  }
}
