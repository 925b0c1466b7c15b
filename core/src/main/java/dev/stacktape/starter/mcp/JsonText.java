package dev.stacktape.starter.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where things are in a text of JSON with comments and trailing commas, as editors write it. A
 * parser would lose both, and with them what the user wrote.
 */
final class JsonText {
  private final String text;
  private int at;

  private JsonText(String text) {
    this.text = text;
  }

  /**
   * A member of an object.
   *
   * @param start of the key
   * @param valueStart of the value
   * @param end behind the value
   */
  record Member(String key, int start, int valueStart, int end, @Nullable Obj object) {}

  /**
   * An object.
   *
   * @param start of its brace
   * @param end of the brace that closes it
   * @param comma whether a comma stands behind the last member
   */
  record Obj(int start, int end, List<Member> members, boolean comma) {
    Optional<Member> member(String key) {
      return members.stream().filter(member -> member.key().equals(key)).findFirst();
    }
  }

  /** The object that a text is. */
  static Obj read(String text) throws UnreadableFileException {
    JsonText reader = new JsonText(text);
    reader.space();
    Obj root = reader.object();
    reader.space();
    if (reader.at < text.length()) {
      throw reader.unexpected();
    }
    return root;
  }

  private Obj object() throws UnreadableFileException {
    int start = at;
    take('{');
    List<Member> members = new ArrayList<>();
    boolean comma = false;
    space();
    while (peek() != '}') {
      if (!members.isEmpty() && !comma) {
        throw unexpected();
      }
      members.add(member());
      space();
      comma = peek() == ',';
      if (comma) {
        at++;
        space();
      }
    }
    int end = at;
    at++;
    return new Obj(start, end, List.copyOf(members), comma);
  }

  private Member member() throws UnreadableFileException {
    int start = at;
    String key = string();
    space();
    take(':');
    space();
    int valueStart = at;
    Obj object = value();
    return new Member(key, start, valueStart, at, object);
  }

  private @Nullable Obj value() throws UnreadableFileException {
    switch (peek()) {
      case '{' -> {
        return object();
      }
      case '[' -> list();
      case '"' -> {
        var unused = string();
      }
      default -> word();
    }
    return null;
  }

  private void list() throws UnreadableFileException {
    take('[');
    space();
    while (peek() != ']') {
      var unused = value();
      space();
      if (peek() == ',') {
        at++;
        space();
      } else if (peek() != ']') {
        throw unexpected();
      }
    }
    at++;
  }

  /** The text between the quotes; what is escaped stays so, as no key of ours is. */
  private String string() throws UnreadableFileException {
    take('"');
    int start = at;
    while (peek() != '"') {
      at += peek() == '\\' ? 2 : 1;
    }
    String content = text.substring(start, at);
    at++;
    return content;
  }

  private void word() throws UnreadableFileException {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(peek()) || "+-.".indexOf(peek()) >= 0)) {
      at++;
    }
    if (at == start) {
      throw unexpected();
    }
  }

  private void space() throws UnreadableFileException {
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '\uFEFF') {
        at++;
      } else if (text.startsWith("//", at)) {
        int line = text.indexOf('\n', at);
        at = line < 0 ? text.length() : line;
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at);
        if (end < 0) {
          throw unexpected();
        }
        at = end + 2;
      } else {
        return;
      }
    }
  }

  private char peek() throws UnreadableFileException {
    if (at >= text.length()) {
      throw unexpected();
    }
    return text.charAt(at);
  }

  private void take(char wanted) throws UnreadableFileException {
    if (peek() != wanted) {
      throw unexpected();
    }
    at++;
  }

  private UnreadableFileException unexpected() {
    long line = text.substring(0, Math.min(at, text.length())).lines().count();
    return new UnreadableFileException("line " + Math.max(1, line) + " is no JSON");
  }
}
