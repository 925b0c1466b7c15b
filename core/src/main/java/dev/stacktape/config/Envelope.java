package dev.stacktape.config;

import dev.stacktape.problem.DidYouMean;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map that says by a word what its properties are.
 *
 * @param by the key of the word
 * @param in the key of the properties
 * @param beside further keys that may stand there
 */
record Envelope(String by, String in, Set<String> beside) {
  /** More words than this are not told unless one of them was meant. */
  private static final int MANY = 20;

  /**
   * The word, or null with a problem. It comes before everything else, as nothing else makes sense
   * without it. Whether it is one of the known words is up to the caller.
   */
  @Nullable String word(
      Node.Mapping map, Collection<String> known, Subject subject, BindingReport report) {
    Node.Entry entry = map.entries().get(by);
    if (entry == null && isMeant(by, map)) {
      reportMisspelled(by, map, subject, report);
      return null;
    }
    if (entry == null) {
      String wanted =
          known.size() > MANY
              ? "one of " + known.size() + " types"
              : "one of " + BindingReport.list(known);
      report.missingProperty(
          subject, by, wanted, known.contains("function") ? "function" : known.iterator().next());
      return null;
    }
    Subject inner = subject.inside("." + by, entry.keyLocation());
    Object text = Shapes.TEXT.bind(entry.value(), inner, report);
    if (text instanceof String word && DirectiveText.isDirective(word)) {
      report.directive(inner, entry.value(), word, "known while the template is made");
      return null;
    }
    return (String) text;
  }

  /** The properties as a record, or null with a problem. */
  @Nullable Object bind(
      Node.Mapping map,
      String word,
      RecordShape shape,
      boolean propertiesOptional,
      Subject subject,
      BindingReport report) {
    boolean allKnown = reportUnknown(map, shape, subject, report);
    Node.Entry entry = map.entries().get(in);
    boolean misplaced = map.entries().keySet().stream().anyMatch(shape.keys()::contains);
    if (entry != null && misplaced && isNothing(entry.value())) {
      return null;
    }
    if (entry != null) {
      Subject inner = new Subject(subject.label(), entry.keyLocation());
      Object value = shape.bind(entry.value(), inner, report, Set.of(), word);
      return allKnown ? value : null;
    }
    if (propertiesOptional || !shape.mustBeWritten()) {
      return allKnown ? shape.bindNothing(subject, report, word) : null;
    }
    if (!misplaced && !isMeant(in, map)) {
      List<String> required = shape.requiredKeys();
      if (required.isEmpty()) {
        report.missingProperty(subject, in, "a map, if only an empty one", "{}");
      } else {
        report.missingProperty(subject, in, "a map with " + BindingReport.list(required), "");
      }
    }
    return null;
  }

  private static boolean isNothing(Node node) {
    return node instanceof Node.Scalar scalar && scalar.value() == null;
  }

  private List<String> keys() {
    List<String> keys = new ArrayList<>(List.of(by));
    if (!in.isEmpty()) {
      keys.add(in);
    }
    keys.addAll(beside);
    return keys;
  }

  /** Whether an unknown key looks like this one; then it is not missing, but misspelled. */
  private boolean isMeant(String key, Node.Mapping map) {
    return map.entries().keySet().stream().anyMatch(written -> isMisspelled(written, key));
  }

  private boolean isMisspelled(String written, String key) {
    List<String> keys = keys();
    return !keys.contains(written)
        && DidYouMean.closest(written, keys).filter(key::equals).isPresent();
  }

  private void reportMisspelled(
      String key, Node.Mapping map, Subject subject, BindingReport report) {
    map.entries()
        .forEach(
            (written, entry) -> {
              if (isMisspelled(written, key)) {
                report.unknownProperty(subject, written, entry.keyLocation(), keys());
              }
            });
  }

  private boolean reportUnknown(
      Node.Mapping map, RecordShape shape, Subject subject, BindingReport report) {
    List<String> known = new ArrayList<>(List.of(by));
    if (!shape.keys().isEmpty()) {
      known.add(in);
    }
    known.addAll(beside);
    boolean allKnown = true;
    for (Map.Entry<String, Node.Entry> entry : map.entries().entrySet()) {
      String key = entry.getKey();
      if (known.contains(key)) {
        continue;
      }
      allKnown = false;
      if (shape.keys().contains(key)) {
        report.misplacedProperty(subject, key, entry.getValue().keyLocation(), in);
      } else {
        report.unknownProperty(subject, key, entry.getValue().keyLocation(), known);
      }
    }
    return allKnown;
  }
}
