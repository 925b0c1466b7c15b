package dev.stacktape.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object or a list as it is written out in a program, with the positions of what is in it. */
sealed interface Literal {

  /**
   * Something in it.
   *
   * @param index position in the text of a key, or of an item of a list
   * @param inside what is written out there in turn; null for anything else
   */
  record Item(int index, @Nullable Literal inside) {}

  /** An object; keys that are computed or spread are not among its items. */
  record Keys(Map<String, Item> items) implements Literal {}

  /** A list; the position of an item counts only as far as nothing is spread before it. */
  record Items(List<Item> items) implements Literal {}

  /** What stands under a key or at a position; null when that is not written out here. */
  default @Nullable Item get(String step) {
    if (this instanceof Keys keys) {
      return keys.items().get(step);
    }
    List<Item> items = ((Items) this).items();
    return step.matches("\\d{1,6}") && Integer.parseInt(step) < items.size()
        ? items.get(Integer.parseInt(step))
        : null;
  }
}
