package dev.stacktape.resource.alarm;

import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Tree;
import dev.stacktape.template.CfnResource;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The alarms on a resource. Its type says what each of them measures; everything else is the same
 * for all types.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html">AWS::CloudWatch::Alarm</a>
 */
public final class Alarms {
  private static final int DEFAULT_PERIOD = 60;

  private Alarms() {}

  /** Reports what AWS would refuse, and what has no effect. */
  public static void check(Inspection<?> inspection, List<? extends AlarmSettings> alarms) {
    for (int i = 0; i < alarms.size(); i++) {
      AlarmSettings alarm = alarms.get(i);
      check(inspection, alarm.evaluation(), i);
      inspection.withoutEffect(
          Boolean.FALSE.equals(alarm.includeInHistory()),
          "CloudWatch keeps the history of every alarm",
          "alarms",
          i,
          "includeInHistory");
      Notifications.check(inspection, alarm.notificationTargets(), i);
    }
  }

  /** Reports what the language knows of alarms but nobody does. */
  public static void checkSupport(Inspection<?> inspection, List<? extends AlarmSettings> alarms) {
    for (int i = 0; i < alarms.size(); i++) {
      Notifications.checkSupport(inspection, alarms.get(i).notificationTargets(), i);
    }
  }

  private static void check(
      Inspection<?> inspection, @Nullable AlarmEvaluation evaluation, int index) {
    if (evaluation == null) {
      return;
    }
    int period = period(evaluation);
    if (period < DEFAULT_PERIOD || period % DEFAULT_PERIOD != 0) {
      inspection.report(
          VALUE_INVALID.error(
              "`period` must be a multiple of 60 seconds, but is %d.".formatted(period)),
          "alarms",
          index,
          "evaluation",
          "period");
    }
    if (breaches(evaluation) < 1 || breaches(evaluation) > periods(evaluation)) {
      inspection.report(
          VALUE_INVALID
              .error(
                  "`breachedPeriods` must be between 1 and `evaluationPeriods`, which is %d, but is %d."
                      .formatted(periods(evaluation), breaches(evaluation)))
              .hint("Of three periods at most three can be bad."),
          "alarms",
          index,
          "evaluation",
          "breachedPeriods");
    }
  }

  private static int period(@Nullable AlarmEvaluation evaluation) {
    return evaluation == null || evaluation.period() == null ? DEFAULT_PERIOD : evaluation.period();
  }

  private static int periods(@Nullable AlarmEvaluation evaluation) {
    return evaluation == null || evaluation.evaluationPeriods() == null
        ? 1
        : evaluation.evaluationPeriods();
  }

  private static int breaches(@Nullable AlarmEvaluation evaluation) {
    return evaluation == null || evaluation.breachedPeriods() == null
        ? 1
        : evaluation.breachedPeriods();
  }

  /**
   * Adds the alarms and what tells of them.
   *
   * @param condition when an alarm goes off
   */
  public static <A extends AlarmSettings> void contribute(
      Contribution<?> to, List<A> alarms, Function<A, AlarmCondition> condition) {
    for (int i = 0; i < alarms.size(); i++) {
      A alarm = alarms.get(i);
      AlarmName name = AlarmName.of(alarm, to.name(), i);
      Notifications notifications = new Notifications(to, name, i);
      to.add(
          name.logicalId(),
          alarm(to, name, alarm, condition.apply(alarm), notifications),
          "alarms",
          i);
      notifications.contribute(alarm.notificationTargets());
    }
  }

  private static CfnResource alarm(
      Contribution<?> to,
      AlarmName name,
      AlarmSettings alarm,
      AlarmCondition condition,
      Notifications notifications) {
    Tree tree =
        new Tree()
            .with("AlarmName", name.physicalName(to.stack()))
            .with("AlarmDescription", alarm.description())
            .with(
                "ComparisonOperator",
                condition.operator() == null
                    ? ComparisonOperator.GREATER_THAN_THRESHOLD
                    : condition.operator())
            .with("Threshold", condition.threshold())
            .with("EvaluationPeriods", periods(alarm.evaluation()))
            .with("DatapointsToAlarm", breaches(alarm.evaluation()))
            // Where nobody calls, nothing is measured, and nothing is wrong.
            .with("TreatMissingData", "notBreaching")
            .with("AlarmActions", notifications.topics(alarm.notificationTargets()));
    condition.measurement().addTo(tree, period(alarm.evaluation()));
    return CfnResource.of(
        "AWS::CloudWatch::Alarm", tree.with("Tags", to.stack().tags().toList()).build());
  }
}
