package dev.stacktape.maven;

import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.Validation;
import dev.stacktape.event.Amounts;
import dev.stacktape.event.EventListener;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.ProblemFormat;
import dev.stacktape.problem.StacktapeException;
import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Checks the config: every problem in one go, each with its place. Needs no AWS and no network. */
@Mojo(
    name = "validate",
    defaultPhase = LifecyclePhase.VALIDATE,
    requiresProject = false,
    threadSafe = true)
public final class ValidateMojo extends StackMojo {

  /** How problems are written: {@code text}, {@code json} or {@code sarif} (2.1.0). */
  @Parameter(property = "stacktape.format", defaultValue = "text")
  private String format = "text";

  /**
   * A file for the problems in that format; people then read text on the console. Default: the
   * console.
   */
  @Parameter(property = "stacktape.outFile")
  private @Nullable File outFile;

  @Override
  boolean talksToAws() {
    return false;
  }

  @Override
  void run(Stacktape stacktape, StackRequest request, Console console) {
    ProblemFormat wanted = format();
    boolean forPeople = outFile != null || wanted == ProblemFormat.TEXT;
    Validation validation = stacktape.validate(request, forPeople ? console : EventListener.none());
    write(wanted, validation.warnings());
    if (forPeople) {
      console.say(
          "%s is valid: %s, %s."
              .formatted(
                  validation.configName(),
                  Amounts.count(validation.resources(), "resource"),
                  Amounts.count(validation.cloudFormationResources(), "CloudFormation resource")));
    } else {
      console.print(wanted.write(validation.warnings()));
    }
  }

  @Override
  void tell(List<Problem> problems, Console console) {
    ProblemFormat wanted = knownFormat();
    if (outFile == null && wanted != null && wanted != ProblemFormat.TEXT) {
      console.print(wanted.write(problems));
      return;
    }
    super.tell(problems, console);
    if (wanted != null) {
      write(wanted, problems);
    }
  }

  private void write(ProblemFormat wanted, List<Problem> problems) {
    if (outFile != null) {
      OutputFile.write(outFile.toPath(), wanted.write(problems) + "\n");
    }
  }

  private ProblemFormat format() {
    ProblemFormat known = knownFormat();
    if (known == null) {
      throw new StacktapeException(
          GoalCode.FORMAT_UNKNOWN
              .error("There is no format `" + formatName() + "`.")
              .hint("Set -Dstacktape.format to one of " + names() + "."));
    }
    return known;
  }

  private @Nullable ProblemFormat knownFormat() {
    return Arrays.stream(ProblemFormat.values())
        .filter(one -> nameOf(one).equals(formatName()))
        .findFirst()
        .orElse(null);
  }

  private String formatName() {
    return Objects.requireNonNullElse(typed("format"), format).toLowerCase(Locale.ROOT);
  }

  private static String nameOf(ProblemFormat format) {
    return format.name().toLowerCase(Locale.ROOT);
  }

  private static String names() {
    return Arrays.stream(ProblemFormat.values())
        .map(ValidateMojo::nameOf)
        .collect(Collectors.joining(", "));
  }
}
