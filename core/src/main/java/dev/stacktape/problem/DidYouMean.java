package dev.stacktape.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses what a user meant by a word that is not known. */
public final class DidYouMean {
  private static final int SHORTEST_FRAGMENT = 4;

  private DidYouMean() {}

  /**
   * The known word that is nearest to the found one: the same but for upper and lower case, else at
   * few edits (one in three letters), else the shortest that begins with what was found. Empty when
   * nothing is near. The order of {@code known} plays no part.
   */
  public static Optional<String> closest(String found, Collection<String> known) {
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

  /** Levenshtein's distance: how many letters to insert, delete or change. */
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      previous[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int change = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(
                previous[column - 1] + change,
                Math.min(previous[column] + 1, current[column - 1] + 1));
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
