package dev.stacktape.resource.event;

import static dev.stacktape.resource.ResourceCode.PROPERTY_CONFLICT;

import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.JsonText;
import dev.stacktape.resource.Tree;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the target of an event rule receives; the event itself where nothing is given.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html">Input
 *     transformation</a>
 */
public record RuleInput(
    @Nullable Object input,
    @Nullable String inputPath,
    @Nullable InputTransformer inputTransformer) {

  /** The input of an event of a bus. */
  public static RuleInput of(EventBusEvent event) {
    return new RuleInput(event.input(), event.inputPath(), event.inputTransformer());
  }

  /** The input of a schedule. */
  public static RuleInput of(ScheduleEvent event) {
    return new RuleInput(event.input(), event.inputPath(), event.inputTransformer());
  }

  /** Reports when there is more than one. */
  public void check(Inspection<?> inspection, Object... path) {
    long given =
        Stream.of(input, inputPath, inputTransformer).filter(choice -> choice != null).count();
    if (given > 1) {
      inspection.report(
          PROPERTY_CONFLICT
              .error("Only one of `input`, `inputPath` and `inputTransformer` can be given.")
              .hint("Remove the others."),
          path);
    }
  }

  /** Adds it to the target of a rule. */
  public Tree addTo(Tree target) {
    return target
        .with("Input", input == null ? null : JsonText.of(input))
        .with("InputPath", inputPath)
        .with(
            "InputTransformer",
            inputTransformer == null
                ? null
                : new Tree()
                    .with("InputPathsMap", inputTransformer.inputPathsMap())
                    .with("InputTemplate", JsonText.of(inputTransformer.inputTemplate())));
  }
}
