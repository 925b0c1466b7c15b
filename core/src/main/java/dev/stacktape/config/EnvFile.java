package dev.stacktape.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code .env} files: lines {@code NAME=value}. Values are text. They may stand in quotes and
 * then go over several lines; in double quotes a backslash starts an escape.
 */
final class EnvFile {
  private static final Pattern START =
      Pattern.compile("[ \\t]*(?:export[ \\t]+)?([\\w.-]+)[ \\t]*=[ \\t]*");
  private static final Pattern COMMENT = Pattern.compile("(^|[ \\t])#.*");

  private final SourceText source;
  private final String text;
  private int position;

  private EnvFile(SourceText source) {
    this.source = source;
    this.text = source.text();
  }

  /** A map of the variables. The last of equal names wins, as in a shell. */
  static Node.Mapping read(SourceText source) {
    return new EnvFile(source).variables();
  }

  private Node.Mapping variables() {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    Matcher start = START.matcher(text);
    while (position < text.length()) {
      start.region(position, text.length());
      if (start.lookingAt()) {
        int nameAt = start.start(1);
        position = start.end();
        Node value = new Node.Scalar(value(), source.atIndex(start.end()));
        entries.put(start.group(1), new Node.Entry(source.atIndex(nameAt), value));
      }
      position = endOfLine() + 1;
    }
    return new Node.Mapping(entries, source.start());
  }

  private String value() {
    char quote = position < text.length() ? text.charAt(position) : '\n';
    int close = quote == '\'' || quote == '"' ? closing(quote) : -1;
    if (close < 0) {
      return COMMENT.matcher(text.substring(position, endOfLine())).replaceFirst("").strip();
    }
    String inside = text.substring(position + 1, close);
    position = close + 1;
    return quote == '"' ? unescaped(inside) : inside;
  }

  /** Where the quoted value ends, or -1 when it never does. */
  private int closing(char quote) {
    for (int i = position + 1; i < text.length(); i++) {
      if (quote == '"' && text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == quote) {
        return i;
      }
    }
    return -1;
  }

  private int endOfLine() {
    int end = text.indexOf('\n', position);
    return end < 0 ? text.length() : end;
  }

  private static String unescaped(String inside) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < inside.length(); i++) {
      char c = inside.charAt(i);
      if (c == '\\' && i + 1 < inside.length()) {
        i++;
        switch (inside.charAt(i)) {
          case 'n' -> out.append('\n');
          case 'r' -> out.append('\r');
          case 't' -> out.append('\t');
          case '"', '\\', '$' -> out.append(inside.charAt(i));
          default -> out.append(c).append(inside.charAt(i));
        }
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
