package dev.stacktape.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import dev.stacktape.problem.Problem;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * What a file that is called JSON has and JSON does not, although YAML takes it: comments, commas
 * before an end, single quotes. Other tools would refuse the file.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
final class StrictJson {
  private static final JsonFactory JSON = new JsonFactory();

  private StrictJson() {}

  static boolean isMeant(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".json");
  }

  /** The first thing that is not JSON; empty where all is, or where limits end the reading. */
  static Optional<Problem> check(SourceText source) {
    try (JsonParser parser = JSON.createParser(source.text())) {
      while (parser.nextToken() != null) {
        // Only whether it can be read is asked.
      }
      return Optional.empty();
    } catch (JsonParseException failure) {
      JsonLocation place = failure.getLocation();
      int index = source.indexOf(place.getLineNr(), place.getColumnNr());
      int comma = commaBefore(source.text(), index);
      if (comma >= 0) {
        return Optional.of(
            problem("A `,` stands before the end of what it separates.", "Remove the comma.")
                .at(source.atIndex(comma)));
      }
      return Optional.of(problem(source, index).at(source.atIndex(index)));
    } catch (IOException limit) {
      return Optional.empty();
    }
  }

  /** The position of a comma with nothing but an end behind it, or -1. */
  private static int commaBefore(String text, int index) {
    if (index >= text.length() || (text.charAt(index) != '}' && text.charAt(index) != ']')) {
      return -1;
    }
    int before = text.substring(0, index).stripTrailing().length() - 1;
    return before >= 0 && text.charAt(before) == ',' ? before : -1;
  }

  private static Problem problem(SourceText source, int index) {
    String text = source.text();
    char found = index < text.length() ? text.charAt(index) : ' ';
    String before = text.substring(0, index).stripTrailing();
    if (found == '/' || before.endsWith("/") || found == '#') {
      return problem(
          "JSON has no comments.",
          "Remove it, or write the config in YAML, in a file that ends in `.yml`.");
    }
    if (found == '}' || found == ']') {
      return problem("This closes something else than what was opened.", "Close what was opened.");
    }
    if (found == '\'') {
      return problem("JSON takes double quotes only.", "Write \" instead of '.");
    }
    return problem(
        "JSON does not allow this here.",
        "Keys and texts stand in double quotes, and entries are separated by commas.");
  }

  private static Problem problem(String message, String hint) {
    return ConfigCode.CONFIG_SYNTAX.error(message).hint(hint);
  }
}
