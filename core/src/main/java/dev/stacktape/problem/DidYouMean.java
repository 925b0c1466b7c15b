package dev.stacktape.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses what a user meant by a word that is not known. */
public final class DidYouMean {
  private static final int SHORTEST_FRAGMENT = 4;

  /** Beyond these nothing is guessed: it would take long, and no one made a typo in so much. */
  private static final int LONGEST_WORD = 100;

  private static final int MOST_WORDS = 2_000;

  private DidYouMean() {}

  /**
   * The known word that is nearest to the found one: the same but for upper and lower case, else at
   * few edits (one in three letters), else the shortest that begins with what was found. Empty when
   * nothing is near, or there is too much to compare. The order of {@code known} plays no part.
   */
  public static Optional<String> closest(String found, Collection<String> known) {
    if (found.length() > LONGEST_WORD || known.size() > MOST_WORDS) {
      return Optional.empty();
    }
    String wanted = lower(found);
    int farthest = Math.max(1, wanted.length() / 3);
    Optional<String> near =
        known.stream()
            .filter(word -> Math.abs(word.length() - wanted.length()) <= farthest)
            .filter(word -> distance(wanted, lower(word)) <= farthest)
            .min(
                Comparator.<String>comparingInt(word -> distance(wanted, lower(word)))
                    .thenComparing(Comparator.naturalOrder()));
    return near.isPresent() ? near : longer(wanted, known);
  }

  private static Optional<String> longer(String wanted, Collection<String> known) {
    if (wanted.length() < SHORTEST_FRAGMENT) {
      return Optional.empty();
    }
    return known.stream()
        .filter(word -> lower(word).startsWith(wanted))
        .min(
            Comparator.<String>comparingInt(String::length)
                .thenComparing(Comparator.naturalOrder()));
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  /**
   * Levenshtein's distance, in which two letters that changed places count as one edit too (optimal
   * string alignment).
   */
  private static int distance(String from, String to) {
    int[][] edits = new int[from.length() + 1][to.length() + 1];
    for (int row = 0; row <= from.length(); row++) {
      for (int column = 0; column <= to.length(); column++) {
        if (row == 0 || column == 0) {
          edits[row][column] = row + column;
          continue;
        }
        int change = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        int least = edits[row - 1][column - 1] + change;
        least = Math.min(least, 1 + Math.min(edits[row - 1][column], edits[row][column - 1]));
        if (changedPlaces(from, to, row, column)) {
          least = Math.min(least, edits[row - 2][column - 2] + 1);
        }
        edits[row][column] = least;
      }
    }
    return edits[from.length()][to.length()];
  }

  private static boolean changedPlaces(String from, String to, int row, int column) {
    return row > 1
        && column > 1
        && from.charAt(row - 1) == to.charAt(column - 2)
        && from.charAt(row - 2) == to.charAt(column - 1);
  }
}
