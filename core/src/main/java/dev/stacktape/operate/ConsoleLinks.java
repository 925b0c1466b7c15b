package dev.stacktape.operate;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Addresses of pages in AWS's console. */
final class ConsoleLinks {
  private static final Map<String, Function<String, String>> PAGES =
      Map.of(
          "AWS::Lambda::Function",
          id -> "lambda/home?region=%s#/functions/" + encoded(id),
          "AWS::DynamoDB::Table",
          id -> "dynamodbv2/home?region=%s#table?name=" + encoded(id),
          "AWS::SQS::Queue",
          id -> "sqs/v3/home?region=%s#/queues/" + encoded(id),
          "AWS::S3::Bucket",
          id -> "s3/buckets/" + encoded(id) + "?region=%s",
          "AWS::ApiGatewayV2::Api",
          id -> "apigateway/main/api-detail?region=%s&api=" + encoded(id),
          "AWS::Logs::LogGroup",
          id -> "cloudwatch/home?region=%s#logsV2:log-groups/log-group/" + encoded(id));

  private final String region;

  ConsoleLinks(String region) {
    this.region = region;
  }

  /** The page of the stack. */
  String stack(String stackId) {
    return page("cloudformation/home?region=%s#/stacks/stackinfo?stackId=" + encoded(stackId));
  }

  /** The page of a resource, empty where its type has none that is known. */
  Optional<String> resource(String type, String physicalId) {
    return Optional.ofNullable(PAGES.get(type)).map(path -> page(path.apply(physicalId)));
  }

  private String page(String path) {
    return "https://%s.%s/".formatted(region, host()) + path.replaceFirst("%s", region);
  }

  private String host() {
    if (region.startsWith("cn-")) {
      return "console.amazonaws.cn";
    }
    return region.startsWith("us-gov-") ? "console.amazonaws-us-gov.com" : "console.aws.amazon.com";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
