package dev.stacktape.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds objects and lists in the text of a program that has been run, to point at what is in them.
 * It knows texts, comments and brackets, and passes over everything else; where it is wrong, a
 * problem points at a line nearby. What it does is bounded, whatever the text is.
 */
final class LiteralReader {
  private static final int MAX_DEPTH = 60;
  private static final Pattern KEY =
      Pattern.compile("(?:([A-Za-z_$][\\w$]*)|'([^'\\n]*)'|\"([^\"\\n]*)\"|(\\d+))\\s*");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_$][\\w$]*");
  private static final Pattern DECLARATION =
      Pattern.compile("\\b(?:const|let|var)\\s+([A-Za-z_$][\\w$]*)\\s*(?::[^=;{]*)?=(?![=>])");

  private final String text;
  private final Map<Integer, @Nullable Literal> named = new HashMap<>();
  private @Nullable Map<String, Integer> declared;
  private int budget = 20_000_000;

  LiteralReader(String text) {
    this.text = text;
  }

  /**
   * The object that {@code new ClassName(...)} is called with.
   *
   * @param near a position in or at that call
   */
  @Nullable Literal argumentOf(String className, int near) {
    Matcher call =
        Pattern.compile("\\bnew\\s+(?:[\\w$]+\\.)*" + Pattern.quote(className) + "\\s*\\(")
            .matcher(text);
    int found = -1;
    while (call.find() && call.start() <= near) {
      found = call.end();
    }
    if (found < 0) {
      return null;
    }
    int argument = skipBlank(found);
    if (argument < text.length() && isQuote(text.charAt(argument))) {
      argument = skipBlank(skipValue(argument));
      argument = argument < text.length() && text.charAt(argument) == ',' ? argument + 1 : argument;
    }
    return literal(argument, 0);
  }

  /**
   * Where {@code new ClassName} stands that is called at or around a position; or that position.
   */
  int startOf(String className, int near) {
    Matcher call =
        Pattern.compile("\\bnew\\s+(?:[\\w$]+\\.)*" + Pattern.quote(className) + "\\s*\\(")
            .matcher(text);
    int found = near;
    while (call.find() && call.start() <= near) {
      found = call.start();
    }
    return found;
  }

  /** The last object that has a key and stands in no other that has it. */
  @Nullable Literal withKey(String key) {
    Literal found = null;
    for (int i = 0; i < text.length(); i++) {
      int behind = behindTextOrComment(i);
      if (behind > i) {
        i = behind - 1;
      } else if (text.charAt(i) == '{'
          && literal(i, 0) instanceof Literal.Keys keys
          && keys.items().containsKey(key)) {
        found = keys;
        i = skipValue(i) - 1;
      }
    }
    return found;
  }

  private @Nullable Literal literal(int from, int depth) {
    int i = skipBlank(from);
    while (i < text.length() && text.charAt(i) == '(') {
      i = skipBlank(i + 1);
    }
    if (i >= text.length() || depth > MAX_DEPTH) {
      return null;
    }
    return switch (text.charAt(i)) {
      case '{' -> keys(i, depth);
      case '[' -> items(i, depth);
      default -> named(i, depth);
    };
  }

  /** The object or list that a name stands for, where it is declared in the same text. */
  private @Nullable Literal named(int from, int depth) {
    Matcher name = NAME.matcher(text).region(from, text.length());
    if (!name.lookingAt()) {
      return null;
    }
    int end = skipBlank(name.end());
    boolean alone = end >= text.length() || ",})];\n".indexOf(text.charAt(end)) >= 0;
    if (!alone && !text.startsWith("as ", end) && !text.startsWith("satisfies ", end)) {
      return null;
    }
    int start = declarations().getOrDefault(name.group(), -1);
    if (start < 0) {
      return null;
    }
    if (!named.containsKey(start)) {
      // Whatever it leads back to is not written out in it.
      named.put(start, null);
      named.put(start, literal(start, depth + 1));
    }
    return named.get(start);
  }

  /** Where the value of each name begins that is declared once. */
  private Map<String, Integer> declarations() {
    if (declared == null) {
      declared = new HashMap<>();
      Matcher declaration = DECLARATION.matcher(text);
      while (declaration.find()) {
        declared.merge(declaration.group(1), declaration.end(), (one, other) -> -1);
      }
    }
    return declared;
  }

  private Literal keys(int open, int depth) {
    Map<String, Literal.Item> items = new LinkedHashMap<>();
    int i = skipBlank(open + 1);
    while (i < text.length() && text.charAt(i) != '}') {
      Matcher key = KEY.matcher(text).region(i, text.length());
      if (key.lookingAt()) {
        boolean valued = key.end() < text.length() && text.charAt(key.end()) == ':';
        boolean shorthand =
            key.end() < text.length()
                && (text.charAt(key.end()) == ',' || text.charAt(key.end()) == '}');
        if (valued || shorthand) {
          Literal inside = literal(valued ? key.end() + 1 : i, depth + 1);
          items.put(name(key), new Literal.Item(i, inside));
        }
      } else if (text.startsWith("...", i)
          && literal(i + 3, depth + 1) instanceof Literal.Keys spread) {
        items.putAll(spread.items());
      }
      i = next(i);
    }
    return new Literal.Keys(items);
  }

  private static String name(Matcher key) {
    for (int group = 1; group <= key.groupCount(); group++) {
      if (key.group(group) != null) {
        return key.group(group);
      }
    }
    return "";
  }

  private Literal items(int open, int depth) {
    List<Literal.Item> items = new ArrayList<>();
    int i = skipBlank(open + 1);
    boolean counts = true;
    while (i < text.length() && text.charAt(i) != ']') {
      counts &= !text.startsWith("...", i);
      if (counts) {
        items.add(new Literal.Item(i, literal(i, depth + 1)));
      }
      i = next(i);
    }
    return new Literal.Items(items);
  }

  /**
   * The start of what follows the next comma, or the bracket that closes; the end of the text where
   * a bracket of another kind closes, as that is no program.
   */
  private int next(int from) {
    int i = skipValue(from);
    if (i < text.length() && text.charAt(i) == ',') {
      return skipBlank(i + 1);
    }
    return i == from ? text.length() : i;
  }

  /** The comma or closing bracket behind a value. */
  private int skipValue(int from) {
    int open = 0;
    for (int i = from; i < text.length(); i++) {
      if (--budget < 0) {
        return text.length();
      }
      int behind = behindTextOrComment(i);
      if (behind > i) {
        i = behind - 1;
        continue;
      }
      char c = text.charAt(i);
      if (c == '{' || c == '[' || c == '(') {
        open++;
      } else if (c == '}' || c == ']' || c == ')') {
        if (open-- == 0) {
          return i;
        }
      } else if (c == ',' && open == 0) {
        return i;
      }
    }
    return text.length();
  }

  private int skipBlank(int from) {
    int i = from;
    while (i < text.length()) {
      int behind = text.startsWith("/", i) ? behindTextOrComment(i) : i;
      if (behind > i) {
        i = behind;
      } else if (Character.isWhitespace(text.charAt(i))) {
        i++;
      } else {
        break;
      }
    }
    return i;
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '"' || c == '`';
  }

  /**
   * The position behind a text or comment that begins here; the same position for anything else.
   */
  private int behindTextOrComment(int i) {
    char c = text.charAt(i);
    if (isQuote(c)) {
      return behindText(i, c);
    }
    if (text.startsWith("//", i)) {
      int end = text.indexOf('\n', i);
      return end < 0 ? text.length() : end;
    }
    if (text.startsWith("/*", i)) {
      int end = text.indexOf("*/", i + 2);
      return end < 0 ? text.length() : end + 2;
    }
    return i;
  }

  private int behindText(int from, char quote) {
    for (int i = from + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == quote || (c == '\n' && quote != '`')) {
        return i + 1;
      } else if (quote == '`' && text.startsWith("${", i)) {
        i = skipValue(i + 2);
      }
    }
    return text.length();
  }
}
