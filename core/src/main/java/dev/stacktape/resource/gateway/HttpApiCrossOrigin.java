package dev.stacktape.resource.gateway;

import static dev.stacktape.resource.ResourceCode.PROPERTY_CONFLICT;

import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.event.HttpMethod;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may call an HTTP API.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html">CORS
 *     for HTTP APIs</a>
 */
final class HttpApiCrossOrigin {
  private static final String ANY = "*";

  private HttpApiCrossOrigin() {}

  static @Nullable Tree configuration(@Nullable HttpApiCors cors, List<HttpApiRoute> routes) {
    if (cors == null || !cors.enabled()) {
      return null;
    }
    return new Tree()
        .with("AllowOrigins", origins(cors))
        .with(
            "AllowHeaders",
            cors.allowedHeaders().isEmpty() ? CorsHeaders.DEFAULT : cors.allowedHeaders())
        .with("AllowMethods", methods(cors, routes))
        .with("AllowCredentials", cors.allowCredentials())
        .with("ExposeHeaders", cors.exposedResponseHeaders())
        .with("MaxAge", cors.maxAge());
  }

  private static List<String> origins(HttpApiCors cors) {
    return cors.allowedOrigins().isEmpty() ? List.of(ANY) : cors.allowedOrigins();
  }

  private static List<String> methods(HttpApiCors cors, List<HttpApiRoute> routes) {
    if (!cors.allowedMethods().isEmpty()) {
      return cors.allowedMethods().stream().map(Tree::textOf).toList();
    }
    Set<String> methods = new LinkedHashSet<>();
    routes.forEach(route -> methods.add(Tree.textOf(route.event().method())));
    methods.add(Tree.textOf(HttpMethod.OPTIONS));
    return List.copyOf(methods);
  }

  static void check(Inspection<HttpApiProperties> inspection) {
    HttpApiCors cors = inspection.properties().cors();
    if (cors != null
        && cors.enabled()
        && Boolean.TRUE.equals(cors.allowCredentials())
        && origins(cors).contains(ANY)) {
      inspection.report(
          PROPERTY_CONFLICT
              .error("`allowCredentials` does not go together with letting all origins in.")
              .hint("List the origins in `allowedOrigins`."),
          "cors",
          "allowCredentials");
    }
  }
}
