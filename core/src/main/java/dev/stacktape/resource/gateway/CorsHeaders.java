package dev.stacktape.resource.gateway;

import java.util.List;

/** The request headers that web pages may send where the config does not list any. */
public final class CorsHeaders {
  /** What requests that AWS's clients sign carry. */
  public static final List<String> DEFAULT =
      List.of(
          "Content-Type",
          "X-Amz-Date",
          "Authorization",
          "X-Api-Key",
          "X-Amz-Security-Token",
          "X-Amz-User-Agent");

  private CorsHeaders() {}
}
