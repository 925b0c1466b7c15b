package dev.stacktape.artifact;

import java.util.regex.Pattern;

/**
 * A pattern of paths as config files have them: {@code *} and {@code ?} stay within a name, {@code
 * **} crosses folders and may stand for none, {@code {a,b}} is a choice and {@code [ab]} one of
 * some characters. The pattern of a folder fits all that is in it.
 */
public final class Glob {
  private final Pattern pattern;

  private Glob(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * The pattern that {@code text} is; {@code ./} before it and {@code /} behind it mean nothing.
   */
  public static Glob of(String text) {
    String plain = text.strip().replaceAll("^(\\./)+", "").replaceAll("/+$", "");
    return new Glob(Pattern.compile(regex(plain) + "(/.*)?", Pattern.DOTALL));
  }

  /** Whether {@code path}, with {@code /} between its names, fits. */
  public boolean matches(String path) {
    return pattern.matcher(path).matches();
  }

  /** The folders at its beginning that are no pattern, such as {@code a/b} of {@code a/b/*.txt}. */
  static String fixedPart(String text) {
    String plain = text.strip().replaceAll("^(\\./)+", "").replaceAll("/+$", "");
    StringBuilder fixed = new StringBuilder();
    for (String name : plain.split("/", -1)) {
      if (name.matches(".*[*?\\[{].*")) {
        break;
      }
      fixed.append(fixed.isEmpty() ? "" : "/").append(name);
    }
    return fixed.toString();
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    int open = 0;
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (glob.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 2;
      } else if (glob.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else if (c == '{' && glob.indexOf('}', i) > 0) {
        regex.append("(?:");
        open++;
      } else if (c == '}' && open > 0) {
        regex.append(')');
        open--;
      } else if (c == ',' && open > 0) {
        regex.append('|');
      } else if (c == '[' && glob.indexOf(']', i + 2) > 0) {
        int end = glob.indexOf(']', i + 2);
        regex.append(characters(glob.substring(i + 1, end)));
        i = end;
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.toString();
  }

  private static String characters(String inside) {
    boolean none = inside.startsWith("!") || inside.startsWith("^");
    String some = (none ? inside.substring(1) : inside).replaceAll("[\\[\\]\\\\&^]", "\\\\$0");
    return (none ? "[^/" : "[") + some + "]";
  }
}
