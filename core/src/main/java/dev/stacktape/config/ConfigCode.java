package dev.stacktape.config;

import dev.stacktape.problem.ProblemCode;

/** Every code that reading, resolving and binding a config can report, with what it means. */
public enum ConfigCode implements ProblemCode {
  CONFIG_NOT_FOUND("No config file was found where one was looked for."),
  CONFIG_SEVERAL_FILES("Several config files stand side by side and only one of them is read."),
  CONFIG_UNREADABLE("The file cannot be read: it is missing, a folder, or may not be opened."),
  CONFIG_FORMAT_NOT_SUPPORTED("The file is of a kind that is not read."),
  CONFIG_NOT_UTF8("The file is not text in UTF-8."),
  CONFIG_TOO_LARGE("The config is larger, deeper or wider than any real config."),
  CONFIG_SYNTAX("The text is not well-formed YAML or JSON."),
  CONFIG_UNSUPPORTED_YAML("Well-formed YAML that has no meaning in a config."),
  CONFIG_EMPTY("The config has no content."),
  CONFIG_NOT_A_MAP("The config is a list or a single value instead of a map."),
  CONFIG_DUPLICATE_KEY("The same key is written twice in one map."),
  CONFIG_UNKNOWN_PROPERTY("A key that is not known at its place."),
  CONFIG_MISSING_PROPERTY("A key that is needed is not there."),
  CONFIG_WRONG_TYPE("A value of another kind than the place takes."),
  CONFIG_NOT_ALLOWED("A value that is not in the list of allowed ones."),
  CONFIG_OUT_OF_RANGE("A number, or the length of a list, that is too small or too large."),
  CONFIG_UNKNOWN_TYPE("A `type` that does not exist at its place."),
  CONFIG_UNKNOWN_RESOURCE_TYPE("A resource `type` that does not exist."),
  CONFIG_NOT_KNOWN_YET("A value that is known only during deployment where it is needed before."),
  CONFIG_NOT_RESOLVED("A directive stands where its value cannot be found out."),
  CONFIG_RESOURCE_NAME("A resource name with other characters than letters and digits."),
  CONFIG_UNKNOWN_SCRIPT("A hook that names a script which does not exist."),
  CONFIG_SCRIPT_COMMAND("A script that does not have exactly one thing to run."),
  CONFIG_VPC_REUSE("`reuseVpc` does not name exactly one VPC."),
  CONFIG_OUTPUT_NAME("A stack output whose name CloudFormation does not take, or a second one."),
  CONFIG_UNUSED_VARIABLE("A variable that nothing uses."),
  RESOURCE_TYPE_NOT_SUPPORTED("A resource type of the language that is not built yet."),
  DIRECTIVE_UNKNOWN("A directive that does not exist."),
  DIRECTIVE_NOT_SUPPORTED("A directive of the language that is not built yet."),
  DIRECTIVE_MALFORMED("A directive that is not well-formed."),
  DIRECTIVE_ARGUMENTS("Too few, too many or unfitting arguments of a directive."),
  DIRECTIVE_PLACEHOLDERS("The number of `{}` differs from the number of values."),
  DIRECTIVE_IN_TEXT("A directive inside a longer text, where it is not replaced."),
  DIRECTIVE_DEPLOY_TIME_ARGUMENT(
      "A directive resolved while loading has an argument known only during deployment."),
  DIRECTIVE_NO_VALUE("A directive has nothing to give."),
  DIRECTIVE_PATH("The path after a directive leads nowhere."),
  DIRECTIVE_CYCLE("Directives that need each other's values."),
  DIRECTIVE_FILE("The file that a directive names cannot be used."),
  DIRECTIVE_DUPLICATE("A custom directive with a name that is already taken.");

  private final String meaning;

  ConfigCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
