package dev.stacktape.resource.function;

import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.config.DirectiveText;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.ParamReference;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.event.LogEvent;
import dev.stacktape.template.CfnResource;
import java.util.List;
import java.util.Map;

/**
 * Lines of a log group that run a function.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-subscriptionfilter.html">AWS::Logs::SubscriptionFilter</a>
 */
final class LogTrigger implements Trigger<LogEvent> {
  /** {@code arn:aws:logs:eu-west-1:111122223333:log-group:/my/logs:*}. */
  private static final int NAME_IN_ARN = 6;

  private static final String ALL_STREAMS = ":*";

  @Override
  public void check(Inspection<FunctionProperties> inspection, LogEvent event, int index) {
    String arn = event.logGroupArn();
    if (!DirectiveText.isDirective(arn) && nameIn(arn).isEmpty()) {
      inspection.report(
          VALUE_INVALID
              .error("`%s` is not the ARN of a log group.".formatted(arn))
              .hint("Write `$ResourceParam('api', 'logGroupArn')`, or the whole ARN."),
          "events",
          index,
          "properties",
          "logGroupArn");
    }
    boolean own =
        ParamReference.in(arn)
            .filter(reference -> reference.resource().equals(inspection.resource().name()))
            .isPresent();
    if (own) {
      inspection.report(
          VALUE_INVALID
              .error("The function would run for each line that it logs itself, without end.")
              .hint("Name the log group of another resource."),
          "events",
          index,
          "properties",
          "logGroupArn");
    }
  }

  @Override
  public void contribute(
      Contribution<FunctionProperties> to, FunctionNames names, LogEvent event, int index) {
    String arn = event.logGroupArn();
    boolean directive = DirectiveText.isDirective(arn);
    Object name =
        directive
            ? Map.of("Fn::Select", List.of(NAME_IN_ARN, Map.of("Fn::Split", List.of(":", arn))))
            : nameIn(arn);
    String permissionId = names.eventId(index, "Permission");
    to.add(
        permissionId,
        CallPermission.of(
            names.calledArn(),
            "logs.amazonaws.com",
            directive || arn.endsWith(ALL_STREAMS) ? arn : arn + ALL_STREAMS),
        "events",
        index);
    to.add(
        names.eventId(index, "SubscriptionFilter"),
        CfnResource.of(
                "AWS::Logs::SubscriptionFilter",
                new Tree()
                    .with("DestinationArn", names.calledArn())
                    .with("FilterPattern", event.filter() == null ? "" : event.filter())
                    .with("LogGroupName", name)
                    .build())
            // CloudWatch tries the call when the filter is made.
            .dependsOn(permissionId),
        "events",
        index);
  }

  /** Empty where the text is no ARN of a log group. */
  private static String nameIn(String arn) {
    List<String> parts = List.of(arn.split(":", -1));
    return parts.size() > NAME_IN_ARN ? parts.get(NAME_IN_ARN) : "";
  }
}
