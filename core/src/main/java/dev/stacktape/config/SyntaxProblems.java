package dev.stacktape.config;

import static dev.stacktape.config.ConfigCode.CONFIG_DUPLICATE_KEY;
import static dev.stacktape.config.ConfigCode.CONFIG_EMPTY;
import static dev.stacktape.config.ConfigCode.CONFIG_NOT_A_MAP;
import static dev.stacktape.config.ConfigCode.CONFIG_SYNTAX;
import static dev.stacktape.config.ConfigCode.CONFIG_TOO_LARGE;
import static dev.stacktape.config.ConfigCode.CONFIG_UNSUPPORTED_YAML;
import static dev.stacktape.config.ConfigCode.CONFIG_WRONG_TYPE;

import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;

/** The words for a text that cannot be read as a config. */
final class SyntaxProblems {
  private SyntaxProblems() {}

  static Problem tooLarge(String name, int limit) {
    return CONFIG_TOO_LARGE
        .error("The file is larger than " + limit + " bytes, the largest that is read.")
        .at(Location.of(name))
        .hint("Is it the right file? A config is a few kilobytes of text.");
  }

  static Problem tooDeep(int limit, Location location) {
    return CONFIG_TOO_LARGE
        .error("Maps and lists are nested deeper than " + limit + " levels here.")
        .at(location)
        .hint("Flatten the config.");
  }

  static Problem tooManyValues(int limit, Location location) {
    return CONFIG_TOO_LARGE
        .error("The config has more than " + limit + " values, repeated ones included.")
        .at(location)
        .hint("Aliases (`*name`) repeat all that their anchor (`&name`) holds; use fewer of them.");
  }

  static Problem unprintable(int codePoint, Location location) {
    String name = codePoint == 0 ? "NUL character" : "control character";
    return CONFIG_SYNTAX
        .error("The text has a %s (U+%04X), which YAML does not allow.".formatted(name, codePoint))
        .at(location)
        .hint("Remove it, or write it as an escape in double quotes. Is this really a text file?");
  }

  static Problem severalDocuments(Location location) {
    return CONFIG_UNSUPPORTED_YAML
        .error("A second document starts here; a config is one document.")
        .at(location)
        .hint("Remove the line `---`, or put what follows into a file of its own.");
  }

  static Problem empty(String name) {
    return CONFIG_EMPTY
        .error("The config is empty.")
        .at(Location.of(name))
        .hint("Start with `resources:` and one resource below it.");
  }

  static Problem notAMap(String kind, Location location) {
    String found = kind.equals("list") ? "a list" : "a single value";
    return CONFIG_NOT_A_MAP
        .error("The config is " + found + "; it must be a map with the key `resources`.")
        .at(location)
        .hint("Start with `resources:` and write each resource below it, indented.");
  }

  static Problem duplicateKey(String key, Location first, Location second) {
    return CONFIG_DUPLICATE_KEY
        .error("The key `" + key + "` is already there in line " + first.line() + ".")
        .at(second)
        .hint("Remove one of the two or give it another name.");
  }

  static Problem keyIsNotText(String kind, Location location) {
    return CONFIG_UNSUPPORTED_YAML
        .error("A " + kind + " stands as a key; a key must be text.")
        .at(location)
        .hint("Text that starts with `{` or `[` must be written in quotes.");
  }

  static Problem unknownAlias(String name, Location location) {
    return CONFIG_SYNTAX
        .error("`*%s` repeats an anchor `&%s`, which is not defined above.".formatted(name, name))
        .at(location)
        .hint("Text that starts with `*` must be written in quotes.");
  }

  static Problem aliasInsideItself(String name, Location location) {
    return CONFIG_UNSUPPORTED_YAML
        .error(
            "`*%s` stands inside of the value that it repeats, which has no end.".formatted(name))
        .at(location)
        .hint("Move the alias out of what `&" + name + "` holds.");
  }

  static Problem mergeOfSomethingElse(String kind, Location location) {
    return CONFIG_WRONG_TYPE
        .error("`<<` takes over the entries of a map or of a list of maps; this is " + kind + ".")
        .at(location)
        .hint("Give it an alias of a map, such as `<<: *defaults`.");
  }

  static Problem unknownTag(String tag, Location location) {
    return CONFIG_UNSUPPORTED_YAML
        .error("The tag `" + tag + "` is not known.")
        .at(location)
        .hint(
            "Known are CloudFormation's functions such as `!Ref`, `!GetAtt` and `!Sub`."
                + " Text that starts with `!` must be written in quotes.");
  }

  static Problem unfittingTag(String tag, String text, Location location) {
    return CONFIG_UNSUPPORTED_YAML
        .error("`%s` cannot be read as `%s`.".formatted(text, tag))
        .at(location)
        .hint("Remove the tag; numbers, booleans and text are told apart without it.");
  }

  static Problem notFinite(String text, Location location) {
    return CONFIG_UNSUPPORTED_YAML
        .error("`" + text + "` means a number that no setting takes.")
        .at(location)
        .hint("Write it in quotes if it is meant as text.");
  }
}
