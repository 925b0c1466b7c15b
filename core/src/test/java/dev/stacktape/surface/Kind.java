package dev.stacktape.surface;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What a place of a config takes, whichever schema says so. A place that takes several things has
 * several of the parts filled.
 *
 * @param plain of {@code string}, {@code number}, {@code boolean}, {@code any}
 * @param words the allowed words; numbers and booleans with their type before them
 * @param items what a list holds, one for each way to say it
 * @param entries what a map with free keys holds
 * @param structures maps with known keys, one for each way to say it
 */
record Kind(
    Set<String> plain,
    Set<String> words,
    List<Supplier<Kind>> items,
    List<Supplier<Kind>> entries,
    List<Structure> structures) {

  /**
   * A map with known keys.
   *
   * @param open whether other keys are allowed
   */
  record Structure(
      String name, boolean open, Set<String> required, Map<String, Supplier<Kind>> properties) {

    /** The words of a key that tells structures apart; empty where it takes other things too. */
    Set<String> words(String key) {
      Supplier<Kind> property = properties.get(key);
      Kind kind = property == null ? none() : property.get();
      return kind.plain.isEmpty() && kind.structures.isEmpty() ? kind.words : Set.of();
    }

    /** One structure for several: what any of them knows, and what all of them need. */
    static Structure merged(List<Structure> structures) {
      if (structures.size() == 1) {
        return structures.get(0);
      }
      Map<String, List<Supplier<Kind>>> all = new LinkedHashMap<>();
      Set<String> required = new TreeSet<>(structures.get(0).required);
      for (Structure structure : structures) {
        required.retainAll(structure.required);
        structure.properties.forEach(
            (key, kind) -> all.computeIfAbsent(key, k -> new ArrayList<>()).add(kind));
      }
      Map<String, Supplier<Kind>> properties = new LinkedHashMap<>();
      all.forEach((key, kinds) -> properties.put(key, () -> Kind.merged(kinds)));
      return new Structure(
          String.join("|", structures.stream().map(Structure::name).toList()),
          structures.stream().anyMatch(Structure::open),
          required,
          properties);
    }
  }

  static Kind none() {
    return new Kind(
        new TreeSet<>(), new TreeSet<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  /** How an allowed value is shown. */
  static String word(JsonNode value) {
    return value.isTextual() ? value.asText() : value.getNodeType() + " " + value.asText();
  }

  static Kind plain(String word) {
    Kind kind = none();
    kind.plain.add(word);
    return kind;
  }

  /** One kind for several. */
  static Kind merged(List<Supplier<Kind>> kinds) {
    Kind merged = none();
    kinds.forEach(kind -> merged.add(kind.get()));
    return merged;
  }

  void add(Kind other) {
    plain.addAll(other.plain);
    words.addAll(other.words);
    items.addAll(other.items);
    entries.addAll(other.entries);
    Set<Structure> distinct = new LinkedHashSet<>(structures);
    distinct.addAll(other.structures);
    structures.clear();
    structures.addAll(distinct);
  }
}
