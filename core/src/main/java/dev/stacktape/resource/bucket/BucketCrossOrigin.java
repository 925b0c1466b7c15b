package dev.stacktape.resource.bucket;

import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Tree;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which web pages may use a bucket. */
final class BucketCrossOrigin {
  private static final List<String> ALL_METHODS = List.of("GET", "PUT", "HEAD", "POST", "DELETE");
  private static final List<String> DEFAULT_HEADERS =
      List.of(
          "Authorization",
          "Content-Length",
          "Content-Type",
          "Content-MD5",
          "Date",
          "Expect",
          "Host",
          "x-amz-content-sha256",
          "x-amz-date",
          "x-amz-security-token");

  private BucketCrossOrigin() {}

  static @Nullable Tree configuration(@Nullable BucketCors cors) {
    if (cors == null || !cors.enabled()) {
      return null;
    }
    List<Map<String, Object>> rules =
        cors.corsRules().isEmpty()
            ? List.of(rule(new BucketCorsRule(List.of(), List.of(), List.of(), List.of(), null)))
            : cors.corsRules().stream().map(BucketCrossOrigin::rule).toList();
    return new Tree().with("CorsRules", rules);
  }

  private static Map<String, Object> rule(BucketCorsRule rule) {
    return new Tree()
        .with("AllowedMethods", methods(rule))
        .with("AllowedOrigins", orElse(rule.allowedOrigins(), List.of("*")))
        .with("AllowedHeaders", orElse(rule.allowedHeaders(), DEFAULT_HEADERS))
        .with("ExposedHeaders", rule.exposedResponseHeaders())
        .with("MaxAge", rule.maxAge())
        .build();
  }

  /** S3 has no word for all methods. */
  private static List<String> methods(BucketCorsRule rule) {
    boolean all =
        rule.allowedMethods().isEmpty() || rule.allowedMethods().contains(BucketMethod.ANY);
    return all ? ALL_METHODS : rule.allowedMethods().stream().map(Tree::textOf).toList();
  }

  private static List<String> orElse(List<String> given, List<String> otherwise) {
    return given.isEmpty() ? otherwise : given;
  }

  static void check(Inspection<BucketProperties> inspection) {
    BucketCors cors = inspection.properties().cors();
    List<BucketCorsRule> rules = cors == null ? List.of() : cors.corsRules();
    for (int i = 0; i < rules.size(); i++) {
      int patch = rules.get(i).allowedMethods().indexOf(BucketMethod.PATCH);
      if (patch >= 0) {
        inspection.report(
            VALUE_INVALID
                .error("S3 does not know the method `PATCH`.")
                .hint("Known: " + String.join(", ", ALL_METHODS)),
            "cors",
            "corsRules",
            i,
            "allowedMethods",
            patch);
      }
    }
  }
}
