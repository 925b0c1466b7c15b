package dev.stacktape.mcp.project;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds what a question is about, by the words that are rare and stand in a name. */
final class DocSearch {
  /** Words of questions that say nothing about what is asked. */
  private static final Set<String> EMPTY_WORDS =
      Set.of(
          "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from",
          "get", "how", "i", "in", "into", "is", "it", "its", "make", "me", "my", "need", "of",
          "on", "or", "set", "should", "that", "the", "this", "to", "use", "what", "when", "where",
          "which", "why", "with", "you");

  private static final double IN_TITLE = 4;
  private static final double BEGINS_IN_TITLE = 2.5;
  private static final double IN_TEXT = 1;
  private static final double WHOLE_NAME = 12;

  /** Endings that a question and a text differ in. */
  private static final List<String> ENDINGS = List.of("ing", "ed", "es", "s", "e");

  private final List<Indexed> entries = new ArrayList<>();
  private final Map<String, Integer> frequency = new HashMap<>();

  /**
   * Something that can be found.
   *
   * @param name what it is called, such as {@code SqsQueueProperties.fifoEnabled}
   * @param line what is shown of it
   * @param weight 1, or less for what is seldom meant
   */
  record Entry(String name, String line, double weight) {}

  private record Indexed(
      Entry entry, String name, Set<String> title, Set<String> text, int length) {}

  /**
   * Adds something.
   *
   * @param others what it is called elsewhere
   * @param text all that it can be found by, beside its names
   */
  void add(Entry entry, String others, String text) {
    Set<String> name = words(entry.name());
    Set<String> title = new LinkedHashSet<>(name);
    title.addAll(words(others));
    Indexed indexed =
        new Indexed(
            entry, plain(entry.name()), title, words(text + " " + entry.line()), name.size());
    entries.add(indexed);
    Set<String> all = new LinkedHashSet<>(indexed.title());
    all.addAll(indexed.text());
    all.forEach(word -> frequency.merge(word, 1, Integer::sum));
  }

  /** What fits best, the best first. */
  List<Entry> best(String question, int most) {
    Set<String> words = words(question);
    EMPTY_WORDS.forEach(word -> words.removeAll(words(word)));
    String[] parts = question.toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1);
    for (int i = 0; i + 1 < parts.length; i++) {
      // "Hot swap" and "roll back" are one word in names.
      add(parts[i] + parts[i + 1], words);
    }
    record Hit(double score, Entry entry) {}
    List<Hit> hits = new ArrayList<>();
    for (Indexed entry : entries) {
      double score = score(entry, question, words);
      if (score > 0) {
        hits.add(new Hit(score, entry.entry()));
      }
    }
    return hits.stream()
        .sorted(Comparator.comparingDouble(Hit::score).reversed())
        .limit(most)
        .map(Hit::entry)
        .toList();
  }

  private double score(Indexed entry, String question, Set<String> words) {
    double score = 0;
    for (String word : words) {
      double weight =
          entry.title().contains(word)
              ? IN_TITLE
              : begins(entry.title(), word)
                  ? BEGINS_IN_TITLE
                  : entry.text().contains(word) ? IN_TEXT : 0;
      score += weight * rarity(word);
    }
    // Long names have many words; one that is asked for as a whole is what is meant.
    String asked = plain(question);
    boolean whole = asked.length() > 3 && (entry.name().endsWith(asked) || names(question, entry));
    return score == 0
        ? 0
        : entry.entry().weight() * score / Math.sqrt(3 + entry.length()) + (whole ? WHOLE_NAME : 0);
  }

  /** A word of the question that is written as names are: a code, a property, a directive. */
  private static boolean names(String question, Indexed entry) {
    for (String word : question.split("[^A-Za-z0-9_$.-]+", -1)) {
      String last = entry.entry().name().substring(entry.entry().name().lastIndexOf('.') + 1);
      boolean isName = word.length() > 3 && !word.equals(word.toLowerCase(Locale.ROOT));
      if (isName && (last.equals(word) || entry.entry().name().equals(word))) {
        return true;
      }
    }
    return false;
  }

  private static boolean begins(Set<String> title, String word) {
    return word.length() > 3 && title.stream().anyMatch(one -> one.startsWith(word));
  }

  private double rarity(String word) {
    return Math.log(1 + (double) entries.size() / (1 + frequency.getOrDefault(word, 0)));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /** Also of names: {@code visibilityTimeoutSeconds} has three. */
  private static Set<String> words(String text) {
    Set<String> words = new LinkedHashSet<>();
    for (String part : text.split("[^A-Za-z0-9]+", -1)) {
      String whole = part.toLowerCase(Locale.ROOT);
      add(whole, words);
      for (String word : part.split("(?<=[a-z0-9])(?=[A-Z])", -1)) {
        add(word.toLowerCase(Locale.ROOT), words);
      }
    }
    return words;
  }

  private static void add(String word, Set<String> words) {
    if (word.length() < 2) {
      return;
    }
    for (String ending : ENDINGS) {
      if (word.endsWith(ending) && word.length() - ending.length() > 3) {
        words.add(word.substring(0, word.length() - ending.length()));
        return;
      }
    }
    words.add(word);
  }
}
