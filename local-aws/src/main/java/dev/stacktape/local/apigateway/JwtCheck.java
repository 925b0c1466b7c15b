package dev.stacktape.local.apigateway;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.value.Document;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks the claims of a JSON Web Token as an HTTP API does. The signature is <em>not</em> checked:
 * the keys lie with an identity provider that a rehearsal does not reach, and a token made by hand
 * is often just what a test wants.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html">
 *     JWT authorizers</a>
 */
record JwtCheck(Clock clock) {

  /**
   * What the token says, as it stands in events.
   *
   * @throws Refusal 401 when it is not valid, 403 when it lacks the scopes of the route
   */
  Map<String, Object> check(String header, Document authorizer, Document route) {
    Document claims = claims(header.replaceFirst("(?i)^Bearer +", ""));
    Document config = authorizer.at("JwtConfiguration");
    checkIssuer(claims, config);
    checkAudience(claims, config);
    checkTimes(claims);
    List<String> scopes = scopes(claims);
    List<String> wanted = route.texts("AuthorizationScopes");
    if (!wanted.isEmpty() && wanted.stream().noneMatch(scopes::contains)) {
      throw new Refusal(403, "Forbidden", "The token has none of the scopes " + wanted);
    }
    Map<String, Object> texts = new LinkedHashMap<>();
    claims.values().forEach((name, value) -> texts.put(name, text(value)));
    Map<String, Object> jwt = new LinkedHashMap<>();
    jwt.put("claims", texts);
    jwt.put("scopes", wanted.isEmpty() ? null : scopes);
    return Map.of("jwt", jwt);
  }

  private static Document claims(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      throw unauthorized("not a JSON Web Token");
    }
    try {
      byte[] payload = Base64.getUrlDecoder().decode(parts[1]);
      return Document.parse(new String(payload, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | AwsError e) {
      throw unauthorized("the payload cannot be read");
    }
  }

  private static void checkIssuer(Document claims, Document config) {
    String issuer = config.text("Issuer", "");
    if (!issuer.equals(claims.text("iss"))) {
      throw unauthorized("iss is not " + issuer);
    }
  }

  private static void checkAudience(Document claims, Document config) {
    List<String> known = config.texts("Audience");
    List<String> given = claims.has("aud") ? claims.texts("aud") : claims.texts("client_id");
    if (given.stream().noneMatch(known::contains)) {
      throw unauthorized("neither aud nor client_id is one of " + known);
    }
  }

  private void checkTimes(Document claims) {
    double now = clock.millis() / 1000.0;
    if (number(claims, "exp", 0) <= now) {
      throw unauthorized("it has expired");
    }
    if (number(claims, "nbf", 0) > now || number(claims, "iat", 0) > now) {
      throw unauthorized("it is not valid yet");
    }
  }

  private static double number(Document claims, String name, double otherwise) {
    return claims.get(name) instanceof Number value ? value.doubleValue() : otherwise;
  }

  private static List<String> scopes(Document claims) {
    Object scope = claims.has("scope") ? claims.get("scope") : claims.get("scp");
    if (scope instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    return scope == null ? List.of() : Arrays.asList(scope.toString().split(" +", -1));
  }

  private static String text(Object value) {
    if (value instanceof List<?> list) {
      return list.toString().replace(", ", " ");
    }
    return value instanceof Map<?, ?> ? Document.json(value) : String.valueOf(value);
  }

  private static Refusal unauthorized(String reason) {
    return new Refusal(401, "Unauthorized", "The token is refused: " + reason);
  }
}
