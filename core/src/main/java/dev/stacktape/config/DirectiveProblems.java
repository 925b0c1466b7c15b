package dev.stacktape.config;

import static dev.stacktape.config.ConfigCode.CONFIG_UNUSED_VARIABLE;
import static dev.stacktape.config.ConfigCode.DIRECTIVE_ARGUMENTS;
import static dev.stacktape.config.ConfigCode.DIRECTIVE_CYCLE;
import static dev.stacktape.config.ConfigCode.DIRECTIVE_DEPLOY_TIME_ARGUMENT;
import static dev.stacktape.config.ConfigCode.DIRECTIVE_DUPLICATE;
import static dev.stacktape.config.ConfigCode.DIRECTIVE_FILE;
import static dev.stacktape.config.ConfigCode.DIRECTIVE_IN_TEXT;
import static dev.stacktape.config.ConfigCode.DIRECTIVE_MALFORMED;
import static dev.stacktape.config.ConfigCode.DIRECTIVE_NOT_SUPPORTED;
import static dev.stacktape.config.ConfigCode.DIRECTIVE_PATH;
import static dev.stacktape.config.ConfigCode.DIRECTIVE_UNKNOWN;

import dev.stacktape.problem.DidYouMean;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The words for directives that cannot be resolved; places are added by the resolver. */
final class DirectiveProblems {
  /** So many links of a cycle are shown. */
  private static final int SHOWN_LINKS = 4;

  private DirectiveProblems() {}

  static Problem unknown(String name) {
    String hint =
        name.equals("Env")
            ? "There is no `$Env`; `$File('.env').NAME` reads a variable of a file."
            : DidYouMean.closest("$" + name, Directives.written())
                .map(near -> "Did you mean `" + near + "`?")
                .orElse(
                    "Known: "
                        + BindingReport.list(Directives.written())
                        + ". If it is not meant as a directive, it must not start with `$`.");
    return DIRECTIVE_UNKNOWN
        .error("There is no directive `$" + BindingReport.shown(name) + "`.")
        .hint(hint);
  }

  static Problem unclosed(String text) {
    return DIRECTIVE_MALFORMED
        .error(
            "`%s` starts like a directive, but its parenthesis is not closed."
                .formatted(BindingReport.shown(text)))
        .hint("Close it with `)`.");
  }

  static Problem notSupported(String name, String why) {
    return DIRECTIVE_NOT_SUPPORTED.error("`$%s` is not supported yet: %s.".formatted(name, why));
  }

  static Problem notAProgram(String name, String file) {
    return DIRECTIVE_FILE
        .error(
            "`$%s` is to be found in `%s`, which is no program that can be run."
                .formatted(name, BindingReport.shown(file)))
        .hint(
            "Name a `.ts`, `.js` or `.py` file and a function in it, `dir/file.ts:name`, or a class"
                + " and a static method of it, `com.acme.Directives:name`.");
  }

  static Problem duplicate(String name, boolean builtIn) {
    return DIRECTIVE_DUPLICATE
        .error(
            "There is already a %s directive `$%s`."
                .formatted(builtIn ? "built-in" : "custom", name))
        .hint("Give it another name.");
  }

  static Problem surplus(String name, String example) {
    return DIRECTIVE_ARGUMENTS
        .warning("`$" + name + "` passes over some of its arguments.")
        .hint("Write it as `" + example + "`.");
  }

  static Problem deployTimeArgument(String name, String argument) {
    return DIRECTIVE_DEPLOY_TIME_ARGUMENT
        .error(
            "`$%s` is resolved while loading, but the value of `%s` is known only during deployment."
                .formatted(name, BindingReport.shown(argument)))
        .hint(
            name.equals("Format")
                ? "Use `$CfFormat` with the same arguments."
                : "Give it a value that is known while loading.");
  }

  static Problem unfitArgument(String name, String found) {
    return DIRECTIVE_ARGUMENTS
        .error("`$%s` cannot take %s as an argument.".formatted(name, found))
        .hint("Give it text, a number or a boolean.");
  }

  /**
   * @param reached what was found on the way, as text
   * @param known the keys that could have followed
   */
  static Problem path(String reached, String step, String kind, Collection<String> known) {
    String hint =
        known.isEmpty()
            ? "`" + reached + "` is " + kind + "."
            : DidYouMean.closest(step, known)
                .map(near -> "Did you mean `" + near + "`?")
                .orElse("There are: " + BindingReport.list(known));
    return DIRECTIVE_PATH
        .error("`%s` has no `%s`.".formatted(BindingReport.shown(reached), step))
        .hint(hint);
  }

  static Problem cycle(List<String> chain) {
    String links =
        chain.stream()
            .limit(SHOWN_LINKS)
            .map(link -> "`" + BindingReport.shown(link) + "`")
            .collect(Collectors.joining(" -> "));
    return DIRECTIVE_CYCLE
        .error(
            "A directive needs its own value: "
                + links
                + (chain.size() > SHOWN_LINKS ? " -> ..." : "")
                + ".")
        .hint("Write one of these values out.");
  }

  static Problem inText(String directive, String replacement, Location location) {
    return DIRECTIVE_IN_TEXT
        .warning(
            "`%s` inside of a longer text is not replaced."
                .formatted(BindingReport.shown(directive)))
        .at(location)
        .hint("Write `" + replacement + "`.");
  }

  static Problem unusedVariable(String name, Location location) {
    return CONFIG_UNUSED_VARIABLE
        .warning("The variable `" + name + "` is not used.")
        .at(location)
        .hint("Remove it, or use it as `$Var()." + name + "`.");
  }
}
