package dev.stacktape.mcp.offer;

import java.util.List;

/** The values that somebody may be about to type; asked anew each time. */
@FunctionalInterface
public interface Words {
  /** All of them, those that are most likely meant first. */
  List<String> all();

  /** No value can be foreseen. */
  static Words none() {
    return List::of;
  }

  /** Those that go on as it was begun. */
  default List<String> startingWith(String begun) {
    return all().stream().filter(word -> word.startsWith(begun)).distinct().toList();
  }
}
