package dev.stacktape.resource.alarm;

import dev.stacktape.resource.JsonText;
import dev.stacktape.resource.Tree;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A request that tells of an alarm.
 *
 * @param endpoint where it goes, a template value
 * @param headers beyond what EventBridge sets itself
 * @param keyName a header that lets it in
 * @param keyValue a template value
 * @param body what is sent, with the names of {@link #PARTS} in angle brackets
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html">API
 *     destinations</a>
 */
record AlarmRequest(
    String endpoint,
    Map<String, String> headers,
    String keyName,
    Object keyValue,
    Map<String, Object> body) {
  /** Parts of the event that a message is made of. */
  private static final Map<String, Object> PARTS =
      new Tree()
          .with("name", "$.detail.alarmName")
          .with("reason", "$.detail.state.reason")
          .with("region", "$.region")
          .with("time", "$.time")
          .build();

  private static final String TEXT = "<name> went off in <region> at <time>: <reason>";

  /** A connection needs a header that lets the request in, also where the address is enough. */
  private static final String NO_KEY = "X-Stacktape-Stack";

  static AlarmRequest of(NotificationTarget target, String stackName) {
    if (target instanceof NotificationTarget.Slack slack) {
      return new AlarmRequest(
          "https://slack.com/api/chat.postMessage",
          Map.of(),
          "Authorization",
          Fn.join("", List.of("Bearer ", slack.accessToken())),
          new Tree().with("channel", slack.conversationId()).with("text", TEXT).build());
    }
    if (target instanceof NotificationTarget.MsTeams teams) {
      return new AlarmRequest(
          teams.webhookUrl(), Map.of(), NO_KEY, stackName, Map.of("text", TEXT));
    }
    if (target instanceof NotificationTarget.Discord discord) {
      return new AlarmRequest(
          discord.webhookUrl(), Map.of(), NO_KEY, stackName, Map.of("content", TEXT));
    }
    if (target instanceof NotificationTarget.Webhook hook) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("stack", stackName);
      body.put("alarm", "<name>");
      body.put("reason", "<reason>");
      body.put("region", "<region>");
      body.put("time", "<time>");
      return new AlarmRequest(hook.url(), hook.headers(), NO_KEY, stackName, body);
    }
    throw new IllegalArgumentException(target + " is no request");
  }

  /** Whether it is said where it goes; the language lets that be left out. */
  static boolean isComplete(NotificationTarget target) {
    if (target instanceof NotificationTarget.Slack slack) {
      return Objects.nonNull(slack.accessToken()) && Objects.nonNull(slack.conversationId());
    }
    if (target instanceof NotificationTarget.MsTeams teams) {
      return Objects.nonNull(teams.webhookUrl());
    }
    if (target instanceof NotificationTarget.Discord discord) {
      return Objects.nonNull(discord.webhookUrl());
    }
    return !(target instanceof NotificationTarget.Webhook hook) || Objects.nonNull(hook.url());
  }

  CfnResource connection() {
    List<Map<String, Object>> parameters =
        headers.entrySet().stream()
            .map(
                header ->
                    new Tree()
                        .with("Key", header.getKey())
                        .with("Value", header.getValue())
                        .with("IsValueSecret", true)
                        .build())
            .toList();
    return CfnResource.of(
        "AWS::Events::Connection",
        new Tree()
            .with("AuthorizationType", "API_KEY")
            .with(
                "AuthParameters",
                new Tree()
                    .with(
                        "ApiKeyAuthParameters",
                        new Tree().with("ApiKeyName", keyName).with("ApiKeyValue", keyValue))
                    .with(
                        "InvocationHttpParameters",
                        new Tree().with("HeaderParameters", parameters)))
            .build());
  }

  Tree input() {
    return new Tree().with("InputPathsMap", PARTS).with("InputTemplate", JsonText.of(body));
  }
}
