package dev.stacktape.local.lambda;

import dev.stacktape.local.value.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Statements of a function's resource policy.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html">AddPermission</a>
 */
final class Policy {
  private Policy() {}

  /** The statement that an {@code AddPermission} request means. */
  static Map<String, Object> statement(Document request, String sid, String functionArn) {
    String principal = request.required("Principal");
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("Sid", sid);
    statement.put("Effect", "Allow");
    statement.put("Principal", principal(principal));
    statement.put("Action", request.required("Action"));
    statement.put("Resource", functionArn);
    Map<String, Object> condition = new LinkedHashMap<>();
    if (request.has("SourceArn")) {
      condition.put("ArnLike", Map.of("AWS:SourceArn", request.required("SourceArn")));
    }
    Map<String, Object> equals = new LinkedHashMap<>();
    putIfSaid(equals, "AWS:SourceAccount", request, "SourceAccount");
    putIfSaid(equals, "lambda:FunctionUrlAuthType", request, "FunctionUrlAuthType");
    putIfSaid(equals, "aws:PrincipalOrgID", request, "PrincipalOrgID");
    putIfSaid(equals, "lambda:EventSourceToken", request, "EventSourceToken");
    if (!equals.isEmpty()) {
      condition.put("StringEquals", equals);
    }
    if (!condition.isEmpty()) {
      statement.put("Condition", condition);
    }
    return statement;
  }

  private static void putIfSaid(
      Map<String, Object> equals, String key, Document request, String name) {
    String value = request.text(name);
    if (value != null) {
      equals.put(key, value);
    }
  }

  private static Object principal(String principal) {
    if (principal.equals("*")) {
      return "*";
    }
    return Map.of(principal.endsWith(".amazonaws.com") ? "Service" : "AWS", principal);
  }

  /** Whether a statement lets a service call the function for a source. */
  static boolean allows(Map<String, Object> statement, String principal, String sourceArn) {
    Document document = new Document(statement);
    boolean action =
        List.of("lambda:InvokeFunction", "lambda:*", "*").contains(document.text("Action", ""));
    boolean who =
        "*".equals(document.get("Principal"))
            || principal.equals(document.at("Principal").text("Service"));
    String pattern = document.at("Condition").at("ArnLike").text("AWS:SourceArn");
    return action && who && (pattern == null || arnLike(pattern, sourceArn));
  }

  /** Each of the six parts of an ARN by itself, {@code *} and {@code ?} being wild in each. */
  private static boolean arnLike(String pattern, String arn) {
    String[] wanted = pattern.split(":", 6);
    String[] given = arn.split(":", 6);
    if (wanted.length != given.length) {
      return pattern.equals("*");
    }
    for (int i = 0; i < wanted.length; i++) {
      if (!wildcard(wanted[i]).matcher(given[i]).matches()) {
        return false;
      }
    }
    return true;
  }

  private static Pattern wildcard(String text) {
    String regex =
        text.chars()
            .mapToObj(
                c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf((char) c)))
            .collect(Collectors.joining());
    return Pattern.compile(regex, Pattern.DOTALL);
  }
}
