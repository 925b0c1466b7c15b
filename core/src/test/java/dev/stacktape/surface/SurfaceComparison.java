package dev.stacktape.surface;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Walks two surfaces side by side. Each difference is one line: the place by the name that the
 * noted surface gives it, and what ours has more or less.
 */
final class SurfaceComparison {
  private final Set<String> differences = new TreeSet<>();
  private final Set<List<Object>> seen = new HashSet<>();

  private SurfaceComparison() {}

  /** The differences, sorted. */
  static Set<String> differences(Kind.Structure noted, Kind.Structure ours) {
    SurfaceComparison comparison = new SurfaceComparison();
    comparison.compare(List.of(noted), List.of(ours), "");
    return comparison.differences;
  }

  private void compare(List<Kind.Structure> noted, List<Kind.Structure> ours, String place) {
    String key = discriminator(noted);
    if (key == null || discriminator(ours) == null) {
      compare(Kind.Structure.merged(noted), Kind.Structure.merged(ours), null);
      return;
    }
    Map<String, Kind.Structure> notedByWord = byWord(noted, key);
    Map<String, Kind.Structure> oursByWord = byWord(ours, key);
    compareKeys(notedByWord.keySet(), oursByWord.keySet(), place + " " + key + "=");
    notedByWord.forEach(
        (word, structure) -> {
          Kind.Structure own = oursByWord.get(word);
          if (own != null) {
            compare(structure, own, key);
          }
        });
  }

  /** The key by whose words several structures can be told apart. */
  private static @Nullable String discriminator(List<Kind.Structure> structures) {
    if (structures.size() < 2) {
      return null;
    }
    return structures.get(0).properties().keySet().stream()
        .filter(key -> tellsApart(key, structures))
        .findFirst()
        .orElse(null);
  }

  private static boolean tellsApart(String key, List<Kind.Structure> structures) {
    Set<String> words = new HashSet<>();
    return structures.stream()
        .map(structure -> structure.words(key))
        .allMatch(own -> !own.isEmpty() && own.stream().allMatch(words::add));
  }

  private static Map<String, Kind.Structure> byWord(List<Kind.Structure> structures, String key) {
    Map<String, Kind.Structure> byWord = new LinkedHashMap<>();
    structures.forEach(
        structure -> structure.words(key).forEach(word -> byWord.put(word, structure)));
    return byWord;
  }

  /**
   * @param known a key whose words are known to fit
   */
  private void compare(Kind.Structure noted, Kind.Structure ours, @Nullable String known) {
    if (!seen.add(List.of(noted.name(), ours.name()))) {
      return;
    }
    String name = noted.name();
    compareKeys(noted.properties().keySet(), ours.properties().keySet(), name + ".");
    compareKeys(noted.required(), ours.required(), name + " required ");
    if (noted.open() != ours.open()) {
      differences.add(name + (ours.open() ? " is open" : " is closed"));
    }
    noted
        .properties()
        .forEach(
            (key, kind) -> {
              if (ours.properties().containsKey(key) && !key.equals(known)) {
                Kind own = Objects.requireNonNull(ours.properties().get(key)).get();
                compare(kind.get(), own, name + "." + key);
              }
            });
  }

  private void compare(Kind noted, Kind ours, String place) {
    compareKeys(noted.plain(), ours.plain(), place + " takes ");
    compareKeys(noted.words(), ours.words(), place + " = ");
    compareThere(!noted.structures().isEmpty(), !ours.structures().isEmpty(), place, "a structure");
    compareThere(!noted.entries().isEmpty(), !ours.entries().isEmpty(), place, "a map");
    compareThere(!noted.items().isEmpty(), !ours.items().isEmpty(), place, "a list");
    if (!noted.structures().isEmpty() && !ours.structures().isEmpty()) {
      compare(noted.structures(), ours.structures(), place);
    }
    if (!noted.items().isEmpty() && !ours.items().isEmpty()) {
      compare(Kind.merged(noted.items()), Kind.merged(ours.items()), place + "[]");
    }
    if (!noted.entries().isEmpty() && !ours.entries().isEmpty()) {
      compare(Kind.merged(noted.entries()), Kind.merged(ours.entries()), place + "{}");
    }
  }

  private void compareKeys(Set<String> noted, Set<String> ours, String place) {
    noted.stream().filter(k -> !ours.contains(k)).forEach(k -> differences.add(place + k + " -"));
    ours.stream().filter(k -> !noted.contains(k)).forEach(k -> differences.add(place + k + " +"));
  }

  private void compareThere(boolean noted, boolean ours, String place, String what) {
    if (noted != ours) {
      differences.add(place + (ours ? " + " : " - ") + what);
    }
  }
}
