package dev.stacktape.local.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing: entries, and common prefixes in place of entries that share one up to the
 * delimiter. Both count towards the size of the page.
 *
 * @param last the last entry's key or the last common prefix; empty when there is neither
 * @param lastItem the last entry, or null when the page ends with a common prefix
 */
record Page<T>(
    List<T> items,
    List<String> commonPrefixes,
    boolean truncated,
    String last,
    @Nullable T lastItem) {

  /**
   * Makes a page.
   *
   * @param entries in order, from the first that may be in it
   * @param marker a common prefix that equals it was on an earlier page
   * @param delimiter empty for none
   */
  static <T> Page<T> of(
      List<T> entries,
      Function<T, String> key,
      String prefix,
      String delimiter,
      String marker,
      int max) {
    List<T> items = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    String last = "";
    T lastItem = null;
    for (T entry : entries) {
      String name = key.apply(entry);
      if (!name.startsWith(prefix)) {
        continue;
      }
      String common = commonPrefix(name, prefix, delimiter);
      if (!common.isEmpty() && (common.equals(last) || common.equals(marker))) {
        continue;
      }
      if (items.size() + prefixes.size() >= max) {
        return new Page<>(items, prefixes, max > 0, last, lastItem);
      }
      if (common.isEmpty()) {
        items.add(entry);
        last = name;
        lastItem = entry;
      } else {
        prefixes.add(common);
        last = common;
        lastItem = null;
      }
    }
    return new Page<>(items, prefixes, false, last, lastItem);
  }

  /** The part of a key up to the first delimiter after the prefix; empty when there is none. */
  private static String commonPrefix(String key, String prefix, String delimiter) {
    int at = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
    return at < 0 ? "" : key.substring(0, at + delimiter.length());
  }
}
