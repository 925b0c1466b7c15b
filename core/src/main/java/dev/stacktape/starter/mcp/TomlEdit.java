package dev.stacktape.starter.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts one table into a text of TOML, and leaves every other character as it is. */
final class TomlEdit {
  private static final TomlMapper TOML = new TomlMapper();
  private static final ObjectMapper JSON = new ObjectMapper();

  private TomlEdit() {}

  /** The text with the command of {@code [mcp_servers.name]}. */
  static String put(String text, String name, ServerCommand command)
      throws UnreadableFileException {
    JsonNode present = parse(text).path("mcp_servers").path(name);
    String newline = text.contains("\r\n") ? "\r\n" : "\n";
    String values = values(command, newline);
    if (present.isMissingNode()) {
      String gap = text.isEmpty() ? "" : text.endsWith("\n") ? newline : newline + newline;
      return text + gap + "[mcp_servers." + name + "]" + newline + values;
    }
    if (present.path("command").asText().equals(command.java())
        && texts(present.path("args")).equals(command.arguments())) {
      return text;
    }
    Matcher header =
        Pattern.compile(
                "(?m)^[ \\t]*\\[[ \\t]*mcp_servers[ \\t]*\\.[ \\t]*\"?"
                    + Pattern.quote(name)
                    + "\"?[ \\t]*][^\\n]*(\\n|\\z)")
            .matcher(text);
    if (!header.find()) {
      throw new UnreadableFileException("`mcp_servers." + name + "` is not a table of its own");
    }
    int end = sectionEnd(text, header.end());
    String section = text.substring(header.end(), end);
    String kept = without(without(section, "command"), "args");
    String edited = text.substring(0, header.end()) + values + kept + text.substring(end);
    // What this has not understood must not be written.
    JsonNode written = parse(edited).path("mcp_servers").path(name);
    if (!written.path("command").asText().equals(command.java())) {
      throw new UnreadableFileException("`mcp_servers." + name + "` is written in an unusual way");
    }
    return edited;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new java.util.ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  private static String values(ServerCommand command, String newline) {
    try {
      // Quoted texts and lists of them are written the same in both languages.
      return "command = "
          + JSON.writeValueAsString(command.java())
          + newline
          + "args = "
          + JSON.writeValueAsString(command.arguments()).replace("\",\"", "\", \"")
          + newline;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int sectionEnd(String text, int from) {
    Matcher next = Pattern.compile("(?m)^[ \\t]*\\[").matcher(text);
    return next.find(from) ? next.start() : text.length();
  }

  /** The lines of a table without one assignment, which may go over several lines. */
  private static String without(String section, String key) {
    Matcher assignment = Pattern.compile("(?m)^[ \\t]*" + key + "[ \\t]*=").matcher(section);
    if (!assignment.find()) {
      return section;
    }
    int end = valueEnd(section, assignment.end());
    int line = section.indexOf('\n', end);
    return section.substring(0, assignment.start()) + (line < 0 ? "" : section.substring(line + 1));
  }

  private static int valueEnd(String text, int from) {
    int depth = 0;
    char quote = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == '\\' && quote == '"') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '[') {
        depth++;
      } else if (c == ']') {
        depth--;
      } else if (c == '\n' && depth == 0) {
        return i;
      }
    }
    return text.length();
  }

  private static JsonNode parse(String text) throws UnreadableFileException {
    try {
      return TOML.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UnreadableFileException("it is no TOML: " + e.getOriginalMessage());
    }
  }
}
