package dev.stacktape.deploy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells pages the values of a stack: scripts read them as {@code window.STP_INJECTED_ENV.NAME}. It
 * stands before everything else in the head, so that it has run before any script of the page.
 *
 * @param values by name
 */
record PageScript(Map<String, String> values) {
  /** Where a head may start: in it, in front of everything else the later. */
  private static final Pattern HEAD = tag("head");

  private static final Pattern HTML = tag("html");
  private static final Pattern DOCTYPE =
      Pattern.compile("<!doctype[^>]*>", Pattern.CASE_INSENSITIVE);

  private static Pattern tag(String name) {
    return Pattern.compile("<" + name + "(?:\\s[^>]*)?>", Pattern.CASE_INSENSITIVE);
  }

  /** Whether a file is a page. */
  static boolean isPage(String path) {
    return path.endsWith(".html") || path.endsWith(".htm");
  }

  /** The page with the script in it; as it was where there is nothing to tell. */
  byte[] into(byte[] page) {
    if (values.isEmpty()) {
      return page;
    }
    // One character for each byte, whatever the encoding is: what is put in is ASCII.
    String text = new String(page, StandardCharsets.ISO_8859_1);
    int at = place(text);
    return (text.substring(0, at) + script() + text.substring(at))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static int place(String page) {
    for (Pattern start : new Pattern[] {HEAD, HTML, DOCTYPE}) {
      Matcher found = start.matcher(page);
      if (found.find()) {
        return found.end();
      }
    }
    return 0;
  }

  private String script() {
    StringBuilder script = new StringBuilder("<script>window.STP_INJECTED_ENV={");
    values.forEach(
        (name, value) -> {
          script.append(script.charAt(script.length() - 1) == '{' ? "" : ",");
          quote(script, name);
          script.append(':');
          quote(script, value);
        });
    return script.append("};</script>").toString();
  }

  /** A text of JavaScript that ends neither the text nor the script that it stands in. */
  private static void quote(StringBuilder script, String text) {
    script.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        script.append('\\').append(c);
      } else if (c < ' ' || c > '~' || c == '<' || c == '>' || c == '&') {
        script.append("\\u%04x".formatted((int) c));
      } else {
        script.append(c);
      }
    }
    script.append('"');
  }
}
