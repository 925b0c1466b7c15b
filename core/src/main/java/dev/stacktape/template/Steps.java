package dev.stacktape.template;

import java.util.ArrayList;
import java.util.List;

/** The way to a value: property names, map keys, function names and list positions. */
final class Steps {
  private Steps() {}

  /** One step further. */
  static List<String> then(List<String> path, String step) {
    List<String> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }

  /** One step further, to an item of a list. */
  static List<String> then(List<String> path, int position) {
    return then(path, String.valueOf(position));
  }
}
