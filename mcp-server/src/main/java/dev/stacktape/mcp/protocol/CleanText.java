package dev.stacktape.mcp.protocol;

import dev.stacktape.event.Redaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What leaves the server: without what looks like a credential, and without characters that nobody
 * sees but that a model reads (tags, bidirectional overrides, zero-width characters).
 */
final class CleanText {
  private static final Redaction REDACTION = new Redaction(Set.of());

  private CleanText() {}

  static String of(String text) {
    return REDACTION.text(withoutInvisible(text));
  }

  /** The same for every text in a tree. */
  static @Nullable Object of(@Nullable Object value) {
    if (value instanceof String text) {
      return of(text);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> clean = new LinkedHashMap<>();
      map.forEach((key, item) -> clean.put(of(String.valueOf(key)), of(item)));
      return clean;
    }
    if (value instanceof List<?> list) {
      List<Object> clean = new ArrayList<>();
      list.forEach(item -> clean.add(of(item)));
      return clean;
    }
    return value;
  }

  private static String withoutInvisible(String text) {
    if (text.codePoints().noneMatch(CleanText::isInvisible)) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().filter(point -> !isInvisible(point)).forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isInvisible(int point) {
    boolean space = point == '\n' || point == '\t' || point == '\r';
    int kind = Character.getType(point);
    return !space
        && (kind == Character.CONTROL
            || kind == Character.FORMAT
            || kind == Character.PRIVATE_USE
            || kind == Character.SURROGATE
            || kind == Character.UNASSIGNED
            || (point >= 0xE0000 && point <= 0xE0FFF)
            || (point >= 0xFE00 && point <= 0xFE0F));
  }
}
