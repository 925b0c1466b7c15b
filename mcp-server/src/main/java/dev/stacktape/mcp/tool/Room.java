package dev.stacktape.mcp.tool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps structured content to the room that an answer has. Tools page what they know to be long;
 * this is for what they did not foresee, such as a project with a thousand modules.
 */
public final class Room {
  /** With the text that says the same an answer has 20,000 characters. */
  static final int MOST = 10_000;

  private static final int LEAST_ITEMS = 3;
  private static final int LEAST_CHARACTERS = 40;

  private Room() {}

  /** The same where it fits; else with fewer items in lists and maps, and shorter texts. */
  public static @Nullable Object fitted(@Nullable Object content) {
    Object fitting = content;
    int items = 256;
    int characters = Page.MAX;
    while (size(fitting) > MOST && (items > LEAST_ITEMS || characters > LEAST_CHARACTERS)) {
      items = Math.max(LEAST_ITEMS, items / 2);
      characters = Math.max(LEAST_CHARACTERS, characters / 2);
      fitting = cut(content, items, characters, true);
    }
    return fitting;
  }

  /** About as many characters as its JSON. */
  static int size(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .mapToInt(entry -> size(entry.getKey()) + size(entry.getValue()) + 2)
          .sum();
    }
    if (value instanceof List<?> list) {
      return list.stream().mapToInt(item -> size(item) + 1).sum() + 2;
    }
    return String.valueOf(value).length() + 2;
  }

  /** The keys of the content itself stay: its schema asks for them. */
  private static @Nullable Object cut(
      @Nullable Object value, int items, int characters, boolean isContent) {
    if (value instanceof String text) {
      return Page.shortened(text, characters);
    }
    if (value instanceof List<?> list) {
      return list.stream().limit(items).map(item -> cut(item, items, characters, true)).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> kept = new LinkedHashMap<>();
      map.forEach(
          (key, item) -> {
            if (isContent || kept.size() < items) {
              kept.put(String.valueOf(key), cut(item, items, characters, false));
            }
          });
      return kept;
    }
    return value;
  }
}
