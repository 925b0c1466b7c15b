package dev.stacktape.local.apigateway;

import dev.stacktape.local.proxy.HttpAnswer;
import dev.stacktape.local.proxy.HttpCall;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of a stage's access log: its format with every {@code $context} variable filled in.
 *
 * @param visit null when no route was found
 * @param error why the gateway refused; empty when it did not
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html">
 *     Logging variables</a>
 */
record AccessLog(HttpCall call, @Nullable Visit visit, @Nullable HttpAnswer answer, String error) {
  private static final Pattern VARIABLE = Pattern.compile("\\$context\\.([A-Za-z0-9_.]+)");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** The line. */
  String line(String format) {
    Matcher matcher = VARIABLE.matcher(format);
    return matcher.replaceAll(
        match -> Matcher.quoteReplacement(value(match.group(1).replaceFirst("\\.$", ""))));
  }

  /** The value of a variable; a hyphen when there is none. */
  String value(String name) {
    return switch (name) {
      case "requestId", "extendedRequestId" -> call.requestId();
      case "requestTime" -> TIME.format(call.time());
      case "requestTimeEpoch" -> String.valueOf(call.time().getEpochSecond());
      case "httpMethod" -> call.method();
      case "path" -> call.path();
      case "protocol" -> call.protocol();
      case "identity.sourceIp" -> call.sourceIp();
      case "identity.userAgent" -> call.header("user-agent", "-");
      case "domainName" -> "127.0.0.1";
      case "status" -> answer == null ? "-" : String.valueOf(answer.status());
      case "responseLength" -> answer == null ? "-" : String.valueOf(answer.body().length);
      case "error.message", "integrationErrorMessage", "integration.error" ->
          error.isEmpty() ? "-" : error;
      case "error.messageString" -> error.isEmpty() ? "-" : "\"" + error + "\"";
      default -> visit == null ? "-" : routed(name, visit);
    };
  }

  private String routed(String name, Visit routed) {
    return switch (name) {
      case "routeKey" -> routed.routeKey();
      case "stage" -> routed.stage();
      case "apiId" -> routed.api().id();
      case "accountId" -> routed.account();
      case "integrationStatus", "integration.status", "integration.integrationStatus" ->
          answer == null ? "-" : String.valueOf(answer.status());
      default -> "-";
    };
  }
}
