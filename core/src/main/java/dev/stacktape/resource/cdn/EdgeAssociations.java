package dev.stacktape.resource.cdn;

import static dev.stacktape.resource.ResourceCode.PROPERTY_CONFLICT;

import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which functions run when, of those that CloudFront copies to where its callers are.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-cloudfront-trigger-events.html">CloudFront
 *     events that can trigger a Lambda@Edge function</a>
 */
final class EdgeAssociations {
  private EdgeAssociations() {}

  /** The associations of a behavior, in the form of the template. */
  static List<Object> of(@Nullable EdgeFunctions functions, StackView stack) {
    List<Object> associations = new ArrayList<>();
    byEvent(functions).forEach((event, name) -> associations.add(of(event, arn(name, stack))));
    return associations;
  }

  /** One association, in the form of the template. */
  static Map<String, Object> of(String event, Object arn) {
    return new Tree().with("EventType", event).with("LambdaFunctionARN", arn).build();
  }

  /** Whether any of them sees the requests or answers of viewers. */
  static boolean seeViewers(@Nullable EdgeFunctions functions) {
    return functions != null && (functions.onRequest() != null || functions.onResponse() != null);
  }

  private static Map<String, String> byEvent(@Nullable EdgeFunctions functions) {
    Map<String, String> byEvent = new LinkedHashMap<>();
    if (functions != null) {
      put(byEvent, "viewer-request", functions.onRequest());
      put(byEvent, "viewer-response", functions.onResponse());
      put(byEvent, "origin-request", functions.onOriginRequest());
      put(byEvent, "origin-response", functions.onOriginResponse());
    }
    return byEvent;
  }

  private static void put(Map<String, String> byEvent, String event, @Nullable String name) {
    if (name != null) {
      byEvent.put(event, name);
    }
  }

  private static Object arn(String name, StackView stack) {
    Resource<?> function = stack.withParts().get(name);
    return function == null ? name : Objects.requireNonNull(arn(function, stack));
  }

  private static <P extends Record> @Nullable Object arn(Resource<P> function, StackView stack) {
    return function.type().params(function, stack).get("arn");
  }

  /**
   * Reports what CloudFront does not run side by side: one function for each event, and on requests
   * and answers of viewers functions of one kind only.
   *
   * @param changesPaths whether the paths of the same requests are changed by a function of ours
   */
  static void check(
      Inspection<?> inspection,
      @Nullable EdgeFunctions functions,
      boolean changesPaths,
      Object... path) {
    if (changesPaths
        && functions != null
        && seeViewers(functions)
        && functions.onOriginRequest() != null) {
      inspection.report(
          PROPERTY_CONFLICT
              .error(
                  "CloudFront has no place left for looking for the index of a folder or changing"
                      + " the path: `onOriginRequest` is taken, and beside `onRequest` and"
                      + " `onResponse` it runs nothing of its own.")
              .hint(
                  "Take paths as they are, with `disableUrlNormalization: true` and no route prefix,"
                      + " and let your function change them; or leave one of the functions out."),
          path);
    }
  }
}
