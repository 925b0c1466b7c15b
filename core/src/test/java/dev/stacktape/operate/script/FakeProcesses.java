package dev.stacktape.operate.script;

import dev.stacktape.event.CancellationToken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Processes that print what a test says and end as it says; nothing is started. */
public final class FakeProcesses implements Processes {
  /** What was run, in order. */
  public final List<CommandLine> commands = new ArrayList<>();

  private final Map<String, List<String>> output = new HashMap<>();
  private final Map<String, Integer> exitCodes = new HashMap<>();

  /** Prints lines where a word of the command contains a text. */
  public FakeProcesses printing(String text, String... lines) {
    output.put(text, List.of(lines));
    return this;
  }

  /** Ends with a code where a word of the command contains a text. */
  public FakeProcesses failing(String text, int exitCode) {
    exitCodes.put(text, exitCode);
    return this;
  }

  @Override
  public int run(CommandLine command, Consumer<String> lines, CancellationToken cancellation) {
    cancellation.throwIfCancelled();
    commands.add(command);
    output.forEach(
        (text, printed) -> {
          if (has(command, text)) {
            printed.forEach(lines);
          }
        });
    return exitCodes.entrySet().stream()
        .filter(code -> has(command, code.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(0);
  }

  private static boolean has(CommandLine command, String text) {
    return command.words().stream().anyMatch(word -> word.contains(text));
  }
}
