package dev.stacktape.config;

import dev.stacktape.problem.Location;

/**
 * What is being bound, as a message names it.
 *
 * @param label such as {@code `memory`}, {@code `tags[2]`} or {@code The config}; begins a sentence
 * @param owner where to point when something is missing inside: the key that holds the value
 */
record Subject(String label, Location owner) {
  private static final int LONGEST = 80;

  Subject {
    if (label.length() > LONGEST) {
      label = label.substring(0, label.offsetByCodePoints(0, LONGEST / 2)) + "...`";
    }
  }

  /** Whether its value is nothing to show. */
  boolean isSecret() {
    return SecretLines.isSecret(label.replace("`", "").replaceAll("\\[\\d+]", ""));
  }

  /**
   * Something inside of it. A property is named alone, as its place says where it is; an item of a
   * list is named with its list.
   *
   * @param step {@code .name} or {@code [0]}
   */
  Subject inside(String step, Location place) {
    if (step.startsWith(".")) {
      return new Subject("`" + step.substring(1) + "`", place);
    }
    String list = label.endsWith("`") ? label.substring(0, label.length() - 1) : "`item";
    return new Subject(list + step + "`", place);
  }
}
