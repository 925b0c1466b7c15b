package dev.stacktape.operate.script;

import java.util.List;
import java.util.Map;

/** What a script for a bastion is as lines for its shell: each command is a process of its own. */
final class RemoteText {
  private RemoteText() {}

  /**
   * The lines; the first command that fails is the last, and its exit code is the script's.
   *
   * @param arguments stand behind each command
   */
  static String of(List<String> commands, List<String> arguments, Map<String, String> variables) {
    StringBuilder text = new StringBuilder();
    variables.forEach(
        (name, value) ->
            text.append("export ").append(name).append('=').append(quoted(value)).append('\n'));
    for (String command : commands) {
      String whole = arguments.isEmpty() ? command : command + " \"$@\"";
      text.append("/bin/bash -c ").append(quoted(whole));
      if (!arguments.isEmpty()) {
        text.append(" bash");
        arguments.forEach(argument -> text.append(' ').append(quoted(argument)));
      }
      text.append(" || exit $?\n");
    }
    return text.toString();
  }

  /** One word for the shell, whatever is in it. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
