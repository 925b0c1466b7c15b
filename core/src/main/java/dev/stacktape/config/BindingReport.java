package dev.stacktape.config;

import static dev.stacktape.config.ConfigCode.CONFIG_MISSING_PROPERTY;
import static dev.stacktape.config.ConfigCode.CONFIG_NOT_ALLOWED;
import static dev.stacktape.config.ConfigCode.CONFIG_NOT_KNOWN_YET;
import static dev.stacktape.config.ConfigCode.CONFIG_NOT_RESOLVED;
import static dev.stacktape.config.ConfigCode.CONFIG_OUT_OF_RANGE;
import static dev.stacktape.config.ConfigCode.CONFIG_UNKNOWN_PROPERTY;
import static dev.stacktape.config.ConfigCode.CONFIG_UNKNOWN_TYPE;
import static dev.stacktape.config.ConfigCode.CONFIG_WRONG_TYPE;

import dev.stacktape.problem.DidYouMean;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words for values that do not fit their place, and where they are collected. */
final class BindingReport {
  private static final int SHOWN_TEXT = 60;
  private static final int SHOWN_NAMES = 50;

  private final Problems problems;
  private final @Nullable StandIns standIns;

  BindingReport(Problems problems) {
    this(problems, null);
  }

  /**
   * @param standIns takes what can stand in for a value that is not known yet; null where every
   *     value must be known
   */
  BindingReport(Problems problems, @Nullable StandIns standIns) {
    this.problems = problems;
    this.standIns = standIns;
  }

  void add(Problem problem) {
    problems.add(problem);
  }

  void unknownProperty(Subject in, String key, Location place, Collection<String> known) {
    String hint =
        DidYouMean.closest(key, known)
            .map(name -> "Did you mean `" + name + "`?")
            .orElseGet(() -> known.isEmpty() ? "It takes no properties." : known(in, known));
    problems.add(
        CONFIG_UNKNOWN_PROPERTY
            .error("%s has no property `%s`.".formatted(in.label(), shown(key)))
            .at(place)
            .hint(hint));
  }

  private static String known(Subject in, Collection<String> known) {
    String ownPlace =
        in.label().equals(Binder.CONFIG) ? ". What is your own goes below `variables`." : "";
    return "Known: " + list(known) + ownPlace;
  }

  void missingProperty(Subject in, String key, String wanted, String example) {
    String hint =
        example.isEmpty()
            ? "Add `" + key + "`."
            : "Add it, such as `" + key + ": " + example + "`.";
    problems.add(
        CONFIG_MISSING_PROPERTY
            .error("%s needs `%s`, which must be %s.".formatted(in.label(), key, wanted))
            .at(in.owner())
            .hint(hint));
  }

  void wrongType(Subject subject, Node found, String wanted, @Nullable String hint) {
    problems.add(
        CONFIG_WRONG_TYPE
            .error(
                "%s must be %s, but is %s."
                    .formatted(
                        subject.label(),
                        wanted,
                        subject.isSecret() ? "a " + found.kind() : describe(found)))
            .at(found.location())
            .hint(subject.isSecret() && hint != null ? "Write it in quotes." : hint));
  }

  /** A map that is no item of the list either, which makes it wrong as a whole. */
  void mapForList(Subject subject, String hint) {
    problems.add(
        CONFIG_WRONG_TYPE
            .error("%s must be a list, but is a map.".formatted(subject.label()))
            .at(subject.owner())
            .hint(hint));
  }

  /** No path of a file, and no value at AWS, may have it. */
  void withNul(Subject subject, Node found) {
    problems.add(
        CONFIG_NOT_ALLOWED
            .error("%s has a character with the code 0 in it.".formatted(subject.label()))
            .at(found.location())
            .hint("Remove it: neither a path nor AWS takes it."));
  }

  void noValue(Subject subject, String wanted) {
    problems.add(
        CONFIG_WRONG_TYPE
            .error("%s has no value; it must be %s.".formatted(subject.label(), wanted))
            .at(subject.owner())
            .hint("Give it a value, or remove the key. Is what belongs to it indented below it?"));
  }

  void notAllowed(Subject subject, Node found, String text, Collection<String> allowed) {
    String hint =
        DidYouMean.closest(text, allowed).map(near -> "Did you mean `" + near + "`?").orElse(null);
    problems.add(
        CONFIG_NOT_ALLOWED
            .error(
                "%s must be one of %s, but is `%s`."
                    .formatted(subject.label(), list(allowed), shown(text)))
            .at(found.location())
            .hint(hint));
  }

  void unknownType(Subject subject, String key, Node found, String word, Collection<String> known) {
    String hint =
        DidYouMean.closest(word, known)
            .map(near -> "Did you mean `" + near + "`?")
            .orElse("Known: " + list(known));
    problems.add(
        CONFIG_UNKNOWN_TYPE
            .error("%s has the unknown `%s` `%s`.".formatted(subject.label(), key, shown(word)))
            .at(found.location())
            .hint(hint));
  }

  void outOfRange(Subject subject, Node found, String wanted, String actual) {
    problems.add(
        CONFIG_OUT_OF_RANGE
            .error("%s must %s, but %s.".formatted(subject.label(), wanted, actual))
            .at(found.location()));
  }

  /** A property of a member that was written beside the word instead of below it. */
  void misplacedProperty(Subject in, String key, Location place, String below) {
    problems.add(
        CONFIG_UNKNOWN_PROPERTY
            .error("%s has `%s` in the wrong place.".formatted(in.label(), key))
            .at(place)
            .hint("Move it below `" + below + "`."));
  }

  /**
   * What is to be bound in the place of a directive, or null with a problem.
   *
   * @param samples values that could stand there; two at least, or nothing can stand in
   */
  @Nullable Node standIn(
      Subject subject, Node found, String directive, String wanted, List<Object> samples) {
    if (standIns != null && samples.size() > 1 && Directives.isDeployTime(directive)) {
      Problem notKnown = notKnownYet(subject, found, directive, wanted);
      return standIns.next(directive, samples, found.location(), notKnown);
    }
    directive(subject, found, directive, wanted);
    return null;
  }

  /** A directive whose value is not there, whatever the reason. */
  void directive(Subject subject, Node found, String directive, String wanted) {
    if (Directives.isDeployTime(directive)) {
      problems.add(notKnownYet(subject, found, directive, wanted));
    } else {
      notResolved(subject, found, directive);
    }
  }

  private static Problem notKnownYet(Subject subject, Node found, String directive, String wanted) {
    return CONFIG_NOT_KNOWN_YET
        .error(
            "%s must be %s, but the value of `%s` is known only during deployment."
                .formatted(subject.label(), wanted, shown(directive)))
        .at(found.location())
        .hint(
            "The template cannot be made without it. Write the value itself, or a directive"
                + " that is resolved while loading, such as `$Var()`.");
  }

  private void notResolved(Subject subject, Node found, String directive) {
    problems.add(
        CONFIG_NOT_RESOLVED
            .error(
                "%s holds `%s`, which is not resolved here."
                    .formatted(subject.label(), shown(directive)))
            .at(found.location())
            .hint("Write the value itself."));
  }

  /** What stands there, to come after "but is". */
  static String describe(Node node) {
    if (node instanceof Node.Scalar scalar) {
      Object value = scalar.value();
      return value == null
          ? "nothing"
          : "the " + node.kind() + " `" + shown(String.valueOf(value)) + "`";
    }
    return "a " + node.kind();
  }

  /** A list of names as in a sentence, each in backquotes; long ones are cut. */
  static String list(Collection<String> names) {
    String some =
        names.stream().limit(SHOWN_NAMES).map(n -> "`" + n + "`").collect(Collectors.joining(", "));
    int more = names.size() - SHOWN_NAMES;
    return more > 0 ? some + " and " + more + " more" : some;
  }

  /** Text as it can stand inside of a sentence: one line, not too long. */
  static String shown(String text) {
    int[] line = text.codePoints().limit(SHOWN_TEXT + 1).map(c -> c < ' ' ? ' ' : c).toArray();
    return line.length > SHOWN_TEXT
        ? new String(line, 0, SHOWN_TEXT) + "..."
        : new String(line, 0, line.length);
  }
}
