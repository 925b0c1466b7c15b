package dev.stacktape.local.apigateway;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.lambda.FunctionInvoker;
import dev.stacktape.local.lambda.FunctionRef;
import dev.stacktape.local.proxy.ProxyEvent;
import dev.stacktape.local.value.Document;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks the authorizer of a route, if it has one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html">
 *     Access control of HTTP APIs</a>
 */
record Authorization(FunctionInvoker functions, Clock clock) {

  /**
   * Lets a request pass, with what its authorizer found out.
   *
   * @throws Refusal 401 or 403 when it may not pass
   */
  Visit check(Visit visit) {
    return switch (visit.route().text("AuthorizationType", "NONE")) {
      case "NONE" -> visit;
      case "AWS_IAM" -> signed(visit);
      case "JWT" -> {
        Document authorizer = authorizer(visit);
        String token = identity(visit, authorizer).get(0);
        yield visit.authorized(new JwtCheck(clock).check(token, authorizer, visit.route()));
      }
      case "CUSTOM" -> custom(visit, authorizer(visit));
      default -> throw Refusal.internal("Unknown authorization type");
    };
  }

  /** Signatures are not verified, as nowhere behind this endpoint: the request must have one. */
  private static Visit signed(Visit visit) {
    if (!visit.call().header("authorization", "").startsWith("AWS4-HMAC-SHA256")) {
      throw new Refusal(403, "Forbidden", "The request is not signed");
    }
    return visit;
  }

  private static Document authorizer(Visit visit) {
    String id = visit.route().text("AuthorizerId", "");
    Document authorizer = visit.api().find(Api.Part.AUTHORIZER, id);
    if (authorizer == null) {
      throw Refusal.internal("The route names an authorizer that does not exist: " + id);
    }
    return authorizer.with("AuthorizerId", id);
  }

  private static List<String> identity(Visit visit, Document authorizer) {
    List<String> identity = new ArrayList<>();
    for (String source : authorizer.texts("IdentitySource")) {
      String value = identity(visit, source);
      if (value == null || value.isEmpty()) {
        throw new Refusal(401, "Unauthorized", "Identity source is missing: " + source);
      }
      identity.add(value);
    }
    return identity;
  }

  private static @Nullable String identity(Visit visit, String source) {
    String name = source.substring(source.lastIndexOf('.') + 1);
    if (source.startsWith("$request.header.")) {
      return visit.call().header(name.toLowerCase(Locale.ROOT));
    }
    if (source.startsWith("$request.querystring.")) {
      List<String> values = visit.call().queryParameters().get(name);
      return values == null ? null : String.join(",", values);
    }
    if (source.startsWith("$stageVariables.")) {
      return visit.stageSettings().textMap("StageVariables").get(name);
    }
    return new AccessLog(visit.call(), visit, null, "").value(source.replace("$context.", ""));
  }

  private Visit custom(Visit visit, Document authorizer) {
    List<String> identity = identity(visit, authorizer);
    String format = authorizer.text("AuthorizerPayloadFormatVersion", "1.0");
    Document answer = ask(visit, authorizer, event(visit, format, identity));
    boolean simple = format.equals("2.0") && authorizer.flag("EnableSimpleResponses", false);
    boolean allowed = simple ? answer.flag("isAuthorized", false) : allowedByPolicy(visit, answer);
    if (!allowed) {
      throw new Refusal(403, "Forbidden", "The authorizer refused");
    }
    return visit.authorized(Map.of("lambda", answer.at("context").values()));
  }

  private static Document event(Visit visit, String format, List<String> identity) {
    Document event = ProxyEvent.of(format, visit.call(), visit.routed()).with("type", "REQUEST");
    event = event.with("body", null).with("isBase64Encoded", null);
    String joined = String.join(",", identity);
    return format.equals("1.0")
        ? event
            .with("methodArn", visit.requestArn())
            .with("identitySource", joined)
            .with("authorizationToken", joined)
        : event.with("routeArn", visit.requestArn()).with("identitySource", identity);
  }

  private Document ask(Visit visit, Document authorizer, Document event) {
    FunctionRef function =
        FunctionRef.ofIntegration(authorizer.required("AuthorizerUri"), visit.api().region());
    String source = visit.arn("authorizers/" + authorizer.required("AuthorizerId"));
    boolean byRole = authorizer.has("AuthorizerCredentialsArn");
    if (!byRole && !functions.allows(function, Integrations.PRINCIPAL, source)) {
      throw Refusal.internal("The function's policy does not let the gateway call it: " + source);
    }
    try {
      FunctionInvoker.Answer answer = functions.invoke(function, event.bytes());
      Object value = Document.parseValue(answer.payload());
      if (answer.functionError() == null && value instanceof Map<?, ?>) {
        return new Document(Map.of("answer", value)).at("answer");
      }
      throw Refusal.internal("The authorizer failed: " + answer.functionError());
    } catch (AwsError e) {
      throw Refusal.internal("The authorizer could not be called: " + e.getMessage());
    }
  }

  private static boolean allowedByPolicy(Visit visit, Document answer) {
    boolean allowed = false;
    for (Document statement : answer.at("policyDocument").documents("Statement")) {
      boolean applies =
          statement.texts("Action").stream().anyMatch(a -> like(a, "execute-api:Invoke"))
              && statement.texts("Resource").stream().anyMatch(r -> like(r, visit.requestArn()));
      if (applies && statement.text("Effect", "").equals("Deny")) {
        return false;
      }
      allowed = allowed || (applies && statement.text("Effect", "").equals("Allow"));
    }
    return allowed;
  }

  private static boolean like(String pattern, String text) {
    String regex =
        pattern
            .chars()
            .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote("" + (char) c))
            .collect(Collectors.joining());
    return text.matches(regex);
  }
}
