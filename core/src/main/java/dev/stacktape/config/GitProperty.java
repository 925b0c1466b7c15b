package dev.stacktape.config;

import dev.stacktape.problem.DidYouMean;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** What {@code $GitInfo} can be asked. The names are those of the language, its typo included. */
enum GitProperty {
  BRANCH("branch", "rev-parse --abbrev-ref HEAD"),
  COMMIT("commit", "rev-parse HEAD"),
  GIT_URL("gitUrl", "config --get remote.origin.url"),
  HAS_UNCOMMITTED_CHANGES("hasUncommitedChanges", "status --porcelain"),
  USERNAME("username", "config --get user.name");

  private final String word;
  private final String command;

  GitProperty(String word, String command) {
    this.word = word;
    this.command = command;
  }

  static Node evaluate(Invocation call) {
    GitProperty property = named(call.text(0));
    try {
      String answer =
          call.context().git().run(call.directory(), List.of(property.command.split(" ")));
      if (property == HAS_UNCOMMITTED_CHANGES) {
        return call.result(!answer.isEmpty());
      }
      if (!answer.isEmpty()) {
        return call.result(answer);
      }
      throw call.noValue("git does not know it", null);
    } catch (IOException e) {
      throw call.noValue(
          "git says: " + e.getMessage(), "The config must be inside of a git repository.");
    }
  }

  private static GitProperty named(String word) {
    return Arrays.stream(values())
        .filter(property -> property.word.equals(word))
        .findFirst()
        .orElseThrow(() -> unknown(word));
  }

  private static DirectiveFailure unknown(String word) {
    List<String> known = Arrays.stream(values()).map(property -> property.word).toList();
    return new DirectiveFailure(
        ConfigCode.DIRECTIVE_ARGUMENTS
            .error("`$GitInfo` does not know `" + BindingReport.shown(word) + "`.")
            .hint(
                DidYouMean.closest(word, known)
                    .map(near -> "Did you mean `" + near + "`?")
                    .orElse("Known: " + BindingReport.list(known))));
  }
}
