package dev.stacktape.local.http;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.value.Document;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a REST-JSON service by method and path. Paths are written as AWS's models write
 * them: {@code /2015-03-31/functions/{FunctionName}/code}.
 */
public final class RestRoutes {

  /** What answers an operation. */
  @FunctionalInterface
  public interface Handler {
    /** Answers one call. */
    AwsResponse handle(Call call);
  }

  /**
   * One call of an operation.
   *
   * @param path what stood in the place of the names in the path, decoded
   */
  public record Call(AwsRequest request, Map<String, String> path) {
    /** The body as a JSON object. */
    public Document body() {
      return Document.parse(request.text());
    }

    /** A part of the path. */
    public String part(String name) {
      String value = path.get(name);
      if (value == null) {
        throw new IllegalArgumentException("The route has no part " + name);
      }
      return value;
    }
  }

  private record Route(String method, List<String> segments, String operation, Handler handler) {}

  private record Match(Route route, Map<String, String> path) {}

  private final List<Route> routes = new ArrayList<>();

  /** Adds an operation. */
  public RestRoutes on(String method, String path, String operation, Handler handler) {
    routes.add(new Route(method, List.of(path.substring(1).split("/")), operation, handler));
    return this;
  }

  /** The name of the operation that a request asks for; empty when there is none. */
  public String operation(AwsRequest request) {
    Match match = find(request);
    return match == null ? "" : match.route().operation();
  }

  /**
   * Answers a request.
   *
   * @throws AwsError {@code UnknownOperationException} when no operation has this method and path
   */
  public AwsResponse handle(AwsRequest request) {
    Match match = find(request);
    if (match == null) {
      throw new AwsError(
          404,
          "UnknownOperationException",
          "The embedded AWS has no operation for " + request.method() + " " + request.path());
    }
    return match.route().handler().handle(new Call(request, match.path()));
  }

  private @Nullable Match find(AwsRequest request) {
    List<String> segments = RestJsonProtocol.segments(request);
    for (Route route : routes) {
      if (route.method().equals(request.method()) && route.segments().size() == segments.size()) {
        Map<String, String> path = match(route.segments(), segments);
        if (path != null) {
          return new Match(route, path);
        }
      }
    }
    return null;
  }

  private static @Nullable Map<String, String> match(List<String> wanted, List<String> segments) {
    Map<String, String> path = new LinkedHashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      String name = wanted.get(i);
      if (name.startsWith("{")) {
        path.put(name.substring(1, name.length() - 1), segments.get(i));
      } else if (!name.equals(segments.get(i))) {
        return null;
      }
    }
    return path;
  }
}
