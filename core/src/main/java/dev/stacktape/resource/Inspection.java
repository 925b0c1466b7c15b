package dev.stacktape.resource;

import static dev.stacktape.resource.ResourceCode.EXACTLY_ONE_OF;
import static dev.stacktape.resource.ResourceCode.FEATURE_NOT_SUPPORTED;
import static dev.stacktape.resource.ResourceCode.NAME_SHORTENED;
import static dev.stacktape.resource.ResourceCode.PROPERTY_WITHOUT_EFFECT;
import static dev.stacktape.resource.ResourceCode.RESOURCE_NOT_FOUND;
import static dev.stacktape.resource.ResourceCode.RESOURCE_WRONG_TYPE;

import dev.stacktape.config.DirectiveText;
import dev.stacktape.problem.DidYouMean;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One resource while it is checked. Paths are keys and list positions below {@code properties:};
 * they say where a problem is shown.
 */
public final class Inspection<P extends Record> {
  private static final int SHOWN = 100;
  private static final int SHOWN_NAMES = 50;

  private final Resource<P> resource;
  private final StackView stack;
  private final Problems problems;

  /** Starts an inspection whose findings go to {@code problems}. */
  public Inspection(Resource<P> resource, StackView stack, Problems problems) {
    this.resource = resource;
    this.stack = stack;
    this.problems = problems;
  }

  /** What is inspected. */
  public Resource<P> resource() {
    return resource;
  }

  /** What the config says about it. */
  public P properties() {
    return resource.properties();
  }

  /** What it is part of. */
  public StackView stack() {
    return stack;
  }

  /** Reports a problem at a place of this resource. */
  public void report(Problem problem, Object... path) {
    problems.add(problem.at(resource.at(path)));
  }

  /** Reports a problem at a place of another resource that it has to do with. */
  public void reportAt(Problem problem, Location place) {
    problems.add(problem.at(place));
  }

  /** The resource that a property names; reports when it is not there or of another type. */
  public <T extends Record> Optional<Resource<T>> reference(
      String name, Class<T> wanted, Object... path) {
    if (DirectiveText.isDirective(name)) {
      report(
          ResourceCode.VALUE_INVALID
              .error("%s must be the name of a resource, not a directive.".formatted(last(path)))
              .hint("Write the name as it stands under `resources`."),
          path);
      return Optional.empty();
    }
    Optional<Resource<T>> found = stack.find(name, wanted);
    if (found.isEmpty() && !stack.isUnread(name)) {
      reportReference(name, wanted, path);
    }
    return found;
  }

  private void reportReference(String name, Class<? extends Record> wanted, Object... path) {
    String word = stack.typeWord(wanted);
    List<String> fitting =
        stack.withParts().values().stream()
            .filter(other -> other.type().propertiesType() == wanted)
            .map(Resource::name)
            .toList();
    Resource<?> other = stack.withParts().get(name);
    Problem problem =
        other == null
            ? RESOURCE_NOT_FOUND.error("There is no resource `%s`.".formatted(name))
            : RESOURCE_WRONG_TYPE.error(
                "%s must name a resource of the type `%s`, but `%s` has the type `%s`."
                    .formatted(last(path), word, name, other.type().word()));
    report(problem.hint(hint(name, word, fitting)), path);
  }

  private static String hint(String name, String word, List<String> fitting) {
    if (fitting.isEmpty()) {
      return "Add a resource of the type `" + word + "`.";
    }
    return DidYouMean.closest(name, fitting)
        .map(near -> "Did you mean `" + near + "`?")
        .orElseGet(() -> "There is " + quoted(fitting) + ".");
  }

  /**
   * Reports unless exactly one of some properties is given.
   *
   * @param choices values by key; {@code false} counts as not given
   * @return whether all is well
   */
  public boolean exactlyOne(Map<String, ? extends @Nullable Object> choices, Object... path) {
    List<String> given =
        choices.entrySet().stream()
            .filter(entry -> entry.getValue() != null && !Boolean.FALSE.equals(entry.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    if (given.size() == 1) {
      return true;
    }
    String found = given.isEmpty() ? "none is given" : "there are " + quoted(given);
    report(
        EXACTLY_ONE_OF.error(
            "Exactly one of %s must be given, but %s.".formatted(quoted(choices.keySet()), found)),
        path);
    return false;
  }

  /** Reports a name that AWS gets only in part. */
  public void fits(String what, String name, int limit) {
    if (name.length() > limit) {
      report(
          NAME_SHORTENED
              .warning(
                  "The %s `%s` is longer than the %d characters that AWS takes, and is cut."
                      .formatted(what, shown(name), limit))
              .hint("Choose a shorter name for the resource, the project or the stage."));
    }
  }

  /** Reports a part of the config language that cannot be deployed yet, if it is used. */
  public void notSupported(boolean used, String what, Object... path) {
    if (used) {
      report(
          FEATURE_NOT_SUPPORTED
              .error(what + " cannot be deployed yet.")
              .hint("Remove it from the config for now."),
          path);
    }
  }

  /** Reports a property that changes nothing, if it is used. */
  public void withoutEffect(boolean used, String why, Object... path) {
    if (used) {
      report(
          PROPERTY_WITHOUT_EFFECT.warning("%s has no effect: %s.".formatted(last(path), why)),
          path);
    }
  }

  private static String shown(String name) {
    return name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "...";
  }

  private static String last(Object... path) {
    for (int i = path.length - 1; i >= 0; i--) {
      if (path[i] instanceof String key) {
        return "`" + key + "`";
      }
    }
    return "This";
  }

  private static String quoted(Collection<String> names) {
    return names.stream()
        .limit(SHOWN_NAMES)
        .map(name -> "`" + name + "`")
        .collect(Collectors.joining(", "));
  }
}
