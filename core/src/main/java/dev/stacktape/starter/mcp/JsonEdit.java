package dev.stacktape.starter.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Puts one value into a text of JSON, and leaves every other character as it is. */
final class JsonEdit {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  private JsonEdit() {}

  /**
   * The text with {@code object.key} set.
   *
   * @param object a member of the root, made when it is not there
   */
  static String put(String text, String object, String key, JsonNode value)
      throws UnreadableFileException {
    String whole = text.isBlank() ? "{\n}\n" : text;
    JsonText.Obj root = JsonText.read(whole);
    JsonText.Member holder = root.member(object).orElse(null);
    if (holder == null) {
      return put(insert(whole, root, object, "{}"), object, key, value);
    }
    if (holder.object() == null) {
      throw new UnreadableFileException("`" + object + "` is no object");
    }
    JsonText.Member present = holder.object().member(key).orElse(null);
    if (present == null) {
      return insert(whole, holder.object(), key, pretty(value));
    }
    String before = whole.substring(present.valueStart(), present.end());
    if (parse(before).equals(value)) {
      return whole;
    }
    String indent = indentOf(whole, present.start());
    return whole.substring(0, present.valueStart())
        + indented(pretty(value), whole, indent)
        + whole.substring(present.end());
  }

  private static String insert(String text, JsonText.Obj object, String key, String value) {
    String outer = indentOf(text, object.start());
    String inner =
        object.members().isEmpty()
            ? outer + unit(text)
            : indentOf(text, object.members().get(0).start());
    if (inner.equals(outer)) {
      inner = outer + unit(text);
    }
    int end = object.end();
    while (Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    String newline = newline(text);
    StringBuilder edited = new StringBuilder(text);
    edited.replace(
        end,
        object.end(),
        newline + inner + "\"" + key + "\": " + indented(value, text, inner) + newline + outer);
    if (!object.members().isEmpty() && !object.comma()) {
      edited.insert(object.members().get(object.members().size() - 1).end(), ",");
    }
    return edited.toString();
  }

  /** The white space that the line of a position begins with. */
  private static String indentOf(String text, int position) {
    int line = text.lastIndexOf('\n', position - 1) + 1;
    int end = line;
    while (end < position && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return text.substring(line, end);
  }

  /** By how much the text is indented for each step. */
  private static String unit(String text) {
    return text.lines()
        .filter(line -> line.startsWith(" ") || line.startsWith("\t"))
        .findFirst()
        .map(line -> line.startsWith("\t") ? "\t" : line.replaceAll("^( +).*$", "$1"))
        .orElse("  ");
  }

  private static String newline(String text) {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }

  private static String indented(String value, String text, String indent) {
    return value
        .replace("  ", unit(text))
        .lines()
        .reduce((all, line) -> all + newline(text) + indent + line)
        .orElse("");
  }

  private static String pretty(JsonNode value) {
    return value.toPrettyString().replace("\r\n", "\n").replace(" : ", ": ");
  }

  private static JsonNode parse(String text) throws UnreadableFileException {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UnreadableFileException("it is no JSON");
    }
  }
}
