package dev.stacktape.resource.alarm;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TypeName;
import dev.stacktape.config.Union;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Doc("Who is told about an alarm.")
@Union
public sealed interface NotificationTarget {

  @Doc("A channel of Microsoft Teams.")
  @TypeName(value = "ms-teams", propertiesOptional = true)
  record MsTeams(@Doc("Address of the channel's incoming webhook.") String webhookUrl)
      implements NotificationTarget {}

  @Doc("A Slack channel.")
  @TypeName(value = "slack", propertiesOptional = true)
  record Slack(
      @Doc("Id of the channel.") String conversationId,
      @Doc("Token of the bot.") String accessToken)
      implements NotificationTarget {}

  @Doc("An e-mail.")
  @TypeName("email")
  record Email(
      @Doc("The sender; SES must know the address.") String sender,
      @Doc("The recipient.") String recipient)
      implements NotificationTarget {}

  @Doc("A Discord channel.")
  @TypeName(value = "discord", propertiesOptional = true)
  record Discord(@Doc("Address of the channel's webhook.") String webhookUrl)
      implements NotificationTarget {}

  @Doc("A request to an address of yours.")
  @TypeName(value = "webhook", propertiesOptional = true)
  record Webhook(
      @Doc("The address.") String url,
      @Doc("Signs the requests, so that the receiver can check them.") @Nullable String secret,
      @Doc("Headers of the requests.") Map<String, String> headers)
      implements NotificationTarget {}
}
