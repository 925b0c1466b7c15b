package dev.stacktape.mcp.tool;

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
public final class CleanText {
  private static final Redaction REDACTION = new Redaction(Set.of());

  private CleanText() {}

  /** A text that may leave the server. */
  public static String of(String text) {
    return REDACTION.text(withoutInvisible(text));
  }

  /** The same for every text in a tree. */
  public static @Nullable Object of(@Nullable Object value) {
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

  /**
   * Letters and marks of their scripts that look like nothing: fillers of Hangul, the blank of
   * Braille, the grapheme joiner, inherent vowels of Khmer and variation selectors of Mongolian.
   */
  private static boolean isBlankLetter(int point) {
    return switch (point) {
      case 0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0, 0x034F, 0x17B4, 0x17B5 -> true;
      case 0x180B, 0x180C, 0x180D, 0x180F, 0x1D159 -> true;
      default -> false;
    };
  }

  private static boolean isInvisible(int point) {
    if (point >= ' ' && point <= '~') {
      return false;
    }
    // A carriage return lets a line be written over at a terminal.
    boolean space = point == '\n' || point == '\t';
    int kind = Character.getType(point);
    return !space
        && (kind == Character.CONTROL
            || kind == Character.FORMAT
            || kind == Character.PRIVATE_USE
            || kind == Character.SURROGATE
            || kind == Character.LINE_SEPARATOR
            || kind == Character.PARAGRAPH_SEPARATOR
            || isBlankLetter(point)
            || kind == Character.UNASSIGNED
            || (point >= 0xE0000 && point <= 0xE0FFF)
            || (point >= 0xFE00 && point <= 0xFE0F));
  }
}
