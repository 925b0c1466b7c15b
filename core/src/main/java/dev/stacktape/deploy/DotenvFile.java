package dev.stacktape.deploy;

import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code .env} file that gets values of a stack. Lines of other variables, and comments, stay as
 * they are.
 */
record DotenvFile(Path path) {
  private static final Pattern LINE = Pattern.compile("\\s*(?:export\\s+)?([\\w.-]+)\\s*=.*");

  /** What every reader takes as it is, without quotes. */
  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./?&~-]*");

  /**
   * Brings the values in.
   *
   * @throws StacktapeException {@code DOTENV_NOT_WRITTEN}
   */
  void put(Map<String, String> values) {
    try {
      List<String> before = lines();
      List<String> after = with(before, values);
      if (!after.equals(before)) {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.writeString(path, String.join("\n", after) + "\n");
      }
    } catch (IOException e) {
      throw new StacktapeException(
          DeployCode.DOTENV_NOT_WRITTEN
              .error("The file %s cannot be written: %s".formatted(path, e.getMessage()))
              .hint("Name a folder that can be written to as `writeDotenvFilesTo`."));
    }
  }

  /** Whether it has the values already. */
  boolean has(Map<String, String> values) {
    try {
      List<String> lines = lines();
      return with(lines, values).equals(lines);
    } catch (IOException unreadable) {
      return false;
    }
  }

  private List<String> lines() throws IOException {
    return Files.exists(path) ? Files.readAllLines(path) : List.of();
  }

  private static List<String> with(List<String> lines, Map<String, String> values) {
    Map<String, String> due = new LinkedHashMap<>(values);
    List<String> result = new ArrayList<>();
    for (String line : lines) {
      Matcher variable = LINE.matcher(line);
      String name = variable.matches() ? variable.group(1) : "";
      String value = due.remove(name);
      result.add(value == null ? line : line(name, value));
    }
    due.forEach((name, value) -> result.add(line(name, value)));
    return result;
  }

  private static String line(String name, String value) {
    if (PLAIN.matcher(value).matches()) {
      return name + "=" + value;
    }
    String escaped =
        value
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("$", "\\$")
            .replace("\r", "\\r")
            .replace("\n", "\\n");
    return name + "=\"" + escaped + "\"";
  }
}
