package dev.stacktape.starter;

import org.jspecify.annotations.Nullable;

/** What calls a handler, going by the type of what it receives. */
enum LambdaEvent {
  HTTP_API,
  HTTP_API_1,
  QUEUE,
  SCHEDULE,
  /** It cannot be told, or a trigger that needs more than a name. */
  OTHER;

  static LambdaEvent ofType(@Nullable String type) {
    if (type == null) {
      return OTHER;
    }
    return switch (type) {
      case "APIGatewayV2HTTPEvent" -> HTTP_API;
      case "APIGatewayProxyRequestEvent" -> HTTP_API_1;
      case "SQSEvent" -> QUEUE;
      case "ScheduledEvent" -> SCHEDULE;
      default -> OTHER;
    };
  }
}
