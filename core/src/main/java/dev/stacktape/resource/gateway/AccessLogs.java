package dev.stacktape.resource.gateway;

import dev.stacktape.name.LogicalId;
import dev.stacktape.name.PhysicalName;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.logging.LogForwarder;
import dev.stacktape.resource.logging.LogRetention;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The access logs of an HTTP API. The name of the log group begins with {@code /aws/vendedlogs},
 * where API Gateway may write without a policy that has to be kept up.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html">Logging
 *     variables</a>
 */
final class AccessLogs {
  private static final int NAME_LIMIT = 512;
  private static final List<Field> FIELDS =
      List.of(
          new Field("requestId", "$context.requestId"),
          new Field("ip", "$context.identity.sourceIp"),
          new Field("requestTime", "$context.requestTime"),
          new Field("httpMethod", "$context.httpMethod"),
          new Field("routeKey", "$context.routeKey"),
          new Field("status", "$context.status"),
          new Field("protocol", "$context.protocol"),
          new Field("responseLength", "$context.responseLength"));

  private AccessLogs() {}

  static void contribute(Contribution<HttpApiProperties> to) {
    AccessLogging logging = to.properties().logging();
    if (isDisabled(logging)) {
      return;
    }
    String name =
        "/aws/vendedlogs/%s/api-gateway/%s/access-logs"
            .formatted(to.stack().target().stackName(), to.name());
    LogRetention retention = logging == null ? null : logging.retentionDays();
    to.add(
        logGroupId(to.name()),
        CfnResource.of(
            "AWS::Logs::LogGroup",
            new Tree()
                .with("LogGroupName", PhysicalName.fit(name, NAME_LIMIT))
                .with(
                    "RetentionInDays",
                    (retention == null ? LogRetention.DAYS_30 : retention).days())
                .build()),
        "logging");
    LogForwarder.contribute(
        to,
        logging == null ? null : logging.logForwarding(),
        List.of(logGroupId(to.name())),
        "logging",
        "logForwarding");
  }

  static @Nullable Tree settings(Contribution<HttpApiProperties> to) {
    AccessLogging logging = to.properties().logging();
    if (isDisabled(logging)) {
      return null;
    }
    LogFormat format = logging == null ? null : logging.format();
    return new Tree()
        .with("DestinationArn", Fn.getAtt(logGroupId(to.name()), "Arn"))
        .with("Format", line(format == null ? LogFormat.JSON : format));
  }

  private static boolean isDisabled(@Nullable AccessLogging logging) {
    return logging != null && Boolean.TRUE.equals(logging.disabled());
  }

  private static String logGroupId(String name) {
    return LogicalId.of(name, "LogGroup");
  }

  private static String line(LogFormat format) {
    return switch (format) {
      case JSON -> joined("{", "\"%1$s\":\"%2$s\"", ",", "}");
      case XML ->
          joined("<request id=\"$context.requestId\">", "<%1$s>%2$s</%1$s>", "", "</request>");
      case CSV -> joined("", "%2$s", ",", "");
      case CLF ->
          "$context.identity.sourceIp - - [$context.requestTime] \"$context.httpMethod"
              + " $context.routeKey $context.protocol\" $context.status $context.responseLength"
              + " $context.requestId";
    };
  }

  private static String joined(String before, String field, String between, String after) {
    return FIELDS.stream()
        .map(part -> field.formatted(part.name(), part.variable()))
        .collect(Collectors.joining(between, before, after));
  }

  /** A part of a line. */
  private record Field(String name, String variable) {}
}
