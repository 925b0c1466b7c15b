package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a function is named in a request: {@code name}, {@code name:qualifier}, {@code
 * account:function:name} or its ARN.
 *
 * @param qualifier version number, {@code $LATEST} or alias; null when none was given
 */
public record FunctionRef(String region, String name, @Nullable String qualifier) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:arn:(?:aws[a-zA-Z-]*):lambda:)?(?:([a-z]{2}(?:-[a-z]+)+-\\d):)?(?:\\d{12}:)?"
              + "(?:function:)?([a-zA-Z0-9-_.]+)(?::(\\$LATEST|[a-zA-Z0-9-_]+))?");

  /**
   * Reads a name.
   *
   * @param region used when the name has none
   * @param qualifier from the query, or null
   * @throws dev.stacktape.local.AwsError {@code ValidationException} when it is none of the forms
   */
  public static FunctionRef parse(String text, String region, @Nullable String qualifier) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new AwsError(
          400,
          "ValidationException",
          "1 validation error detected: Value '"
              + text
              + "' at 'functionName' failed to satisfy constraint: Member must satisfy regular"
              + " expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?");
    }
    String ownRegion = matcher.group(1);
    String ownQualifier = matcher.group(3);
    return new FunctionRef(
        ownRegion == null ? region : ownRegion,
        matcher.group(2),
        ownQualifier == null ? qualifier : ownQualifier);
  }

  /**
   * The function inside an API Gateway integration URI, {@code
   * arn:aws:apigateway:<region>:lambda:path/2015-03-31/functions/<function ARN>/invocations}, or a
   * function's ARN itself.
   */
  public static FunctionRef ofIntegration(String uri, String region) {
    int begin = uri.indexOf("/functions/");
    int end = uri.lastIndexOf("/invocations");
    String arn =
        begin < 0 || end < begin ? uri : uri.substring(begin + "/functions/".length(), end);
    return parse(arn, region, null);
  }

  String qualifierOr(String otherwise) {
    return qualifier == null ? otherwise : qualifier;
  }

  /** The ARN, with the qualifier when there is one. */
  public String arn(String account) {
    String arn = "arn:aws:lambda:" + region + ":" + account + ":function:" + name;
    return qualifier == null ? arn : arn + ":" + qualifier;
  }
}
