package dev.stacktape.resource.function;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.resource.logging.LogForwarding;
import dev.stacktape.resource.logging.LogRetention;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log group of a function. Without one Lambda would make one that keeps logs for ever. */
final class FunctionLogs {
  private FunctionLogs() {}

  static boolean areKept(FunctionProperties function) {
    FunctionLogging logging = function.logging();
    return logging == null || !Boolean.TRUE.equals(logging.disabled());
  }

  /** Where its logs go beside the group, if anywhere. */
  static @Nullable LogForwarding forwarding(FunctionProperties function) {
    FunctionLogging logging = function.logging();
    return logging == null || !areKept(function) ? null : logging.logForwarding();
  }

  static CfnResource group(Contribution<FunctionProperties> to, FunctionNames names) {
    FunctionLogging logging = to.properties().logging();
    LogRetention retention = logging == null ? null : logging.retentionDays();
    return CfnResource.of(
        "AWS::Logs::LogGroup",
        new Tree()
            .with("LogGroupName", names.logGroupName())
            .with("RetentionInDays", (retention == null ? LogRetention.DAYS_90 : retention).days())
            .build());
  }

  /** Writing into its own group; not making groups, which would escape the retention. */
  static Statement write(FunctionNames names) {
    return Statement.allow(
        List.of("logs:CreateLogStream", "logs:PutLogEvents"),
        Fn.sub(
            "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:"
                + names.logGroupName()
                + ":*"));
  }
}
