package dev.stacktape.esbuild;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What esbuild says about a file.
 *
 * @param isError otherwise a warning
 * @param text one sentence without a full stop
 * @param file relative to the folder it ran in, with slashes; null when it is about no file
 * @param line 1-based, 0 without a file
 * @param column 0-based and in bytes of UTF-8, as esbuild counts
 * @param lineText the line of the file, empty without a file
 * @param note what esbuild adds, such as how to mend it; empty when there is nothing
 */
public record EsbuildMessage(
    boolean isError,
    String text,
    @Nullable String file,
    int line,
    int column,
    String lineText,
    String note) {

  private static final Pattern HEAD =
      Pattern.compile("\\S+ \\[(ERROR|WARNING)] (.*?)(?: \\[([a-z-]+)])?");
  private static final Pattern PLACE = Pattern.compile(" {4}(\\S.*):(\\d+):(\\d+):");
  private static final Pattern EXCERPT = Pattern.compile(" {6,}(\\d+) │ (.*)");

  /** All messages in what esbuild writes to its standard error. */
  static List<EsbuildMessage> allIn(String log) {
    List<EsbuildMessage> messages = new ArrayList<>();
    List<String> lines = log.lines().toList();
    for (int i = 0; i < lines.size(); ) {
      Matcher head = HEAD.matcher(lines.get(i));
      int end = i + 1;
      while (end < lines.size() && !HEAD.matcher(lines.get(end)).matches()) {
        end++;
      }
      if (head.matches()) {
        messages.add(message(head, lines.subList(i + 1, end)));
      }
      i = end;
    }
    return messages;
  }

  private static EsbuildMessage message(Matcher head, List<String> body) {
    String file = null;
    int line = 0;
    int column = 0;
    String lineText = "";
    StringBuilder note = new StringBuilder();
    for (String part : body) {
      Matcher place = PLACE.matcher(part);
      Matcher excerpt = EXCERPT.matcher(part);
      if (place.matches() && file == null) {
        file = place.group(1).replace('\\', '/');
        line = Integer.parseInt(place.group(2));
        column = Integer.parseInt(place.group(3));
      } else if (excerpt.matches()
          && lineText.isEmpty()
          && Integer.parseInt(excerpt.group(1)) == line) {
        lineText = excerpt.group(2);
      } else if (part.startsWith("  ") && !part.startsWith("   ")) {
        note.append(note.isEmpty() ? "" : " ").append(part.strip());
      }
    }
    return new EsbuildMessage(
        head.group(1).equals("ERROR"),
        head.group(2),
        file,
        line,
        column,
        lineText,
        note.toString());
  }
}
