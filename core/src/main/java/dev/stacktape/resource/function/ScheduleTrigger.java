package dev.stacktape.resource.function;

import static dev.stacktape.resource.ResourceCode.PROPERTY_CONFLICT;
import static dev.stacktape.resource.ResourceCode.SCHEDULE_INVALID;

import dev.stacktape.config.DirectiveText;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.JsonText;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.event.InputTransformer;
import dev.stacktape.resource.event.Schedule;
import dev.stacktape.resource.event.ScheduleEvent;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Times at which a function runs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html">AWS::Events::Rule</a>
 */
final class ScheduleTrigger {
  private ScheduleTrigger() {}

  static void check(Inspection<?> inspection, ScheduleEvent event, int index) {
    if (!DirectiveText.isDirective(event.scheduleRate())) {
      Schedule.problemOf(event.scheduleRate())
          .ifPresent(
              problem ->
                  inspection.report(
                      SCHEDULE_INVALID.error(problem.message()).hint(problem.hint()),
                      "events",
                      index,
                      "properties",
                      "scheduleRate"));
    }
    long inputs =
        Stream.of(event.input(), event.inputPath(), event.inputTransformer())
            .filter(given -> given != null)
            .count();
    if (inputs > 1) {
      inspection.report(
          PROPERTY_CONFLICT
              .error("Only one of `input`, `inputPath` and `inputTransformer` can be given.")
              .hint("Remove the others."),
          "events",
          index,
          "properties");
    }
  }

  static void contribute(
      Contribution<FunctionProperties> to, FunctionNames names, ScheduleEvent event, int index) {
    Map<String, Object> target =
        new Tree()
            .with("Arn", names.arn())
            .with("Id", names.targetId(index))
            .with("Input", event.input() == null ? null : JsonText.of(event.input()))
            .with("InputPath", event.inputPath())
            .with("InputTransformer", transformer(event.inputTransformer()))
            .build();
    String ruleId = names.eventId(index, "Rule");
    to.add(
        ruleId,
        CfnResource.of(
            "AWS::Events::Rule",
            new Tree()
                .with("State", "ENABLED")
                .with("ScheduleExpression", event.scheduleRate())
                .with("Targets", List.of(target))
                .build()),
        "events",
        index);
    to.add(
        names.eventId(index, "Permission"),
        CfnResource.of(
            "AWS::Lambda::Permission",
            new Tree()
                .with("Action", "lambda:InvokeFunction")
                .with("FunctionName", names.arn())
                .with("Principal", "events.amazonaws.com")
                .with("SourceArn", Fn.getAtt(ruleId, "Arn"))
                .build()),
        "events",
        index);
  }

  private static @Nullable Tree transformer(@Nullable InputTransformer transformer) {
    return transformer == null
        ? null
        : new Tree()
            .with("InputPathsMap", transformer.inputPathsMap())
            .with("InputTemplate", JsonText.of(transformer.inputTemplate()));
  }
}
