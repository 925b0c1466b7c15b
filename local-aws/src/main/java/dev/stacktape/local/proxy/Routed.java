package dev.stacktape.local.proxy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a request has come in and which route it took.
 *
 * @param domain host name of the API without port
 * @param routeKey such as {@code GET /orders/{id}} or {@code $default}
 * @param pathParameters decoded
 * @param authorizer what an authorizer has found out, as it stands in the event; null for none
 */
public record Routed(
    String account,
    String apiId,
    String domain,
    String stage,
    String routeKey,
    Map<String, String> pathParameters,
    Map<String, String> stageVariables,
    @Nullable Map<String, Object> authorizer) {

  /** The path of the route key; the key itself when it has none. */
  String resource() {
    int space = routeKey.indexOf(' ');
    return space < 0 ? routeKey : routeKey.substring(space + 1);
  }

  /** The part of the domain before its first dot. */
  String domainPrefix() {
    int dot = domain.indexOf('.');
    return dot < 0 ? domain : domain.substring(0, dot);
  }
}
