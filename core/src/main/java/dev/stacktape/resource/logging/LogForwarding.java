package dev.stacktape.resource.logging;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TypeName;
import dev.stacktape.config.Union;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Doc("Sends logs to another place.")
@Union
public sealed interface LogForwarding {

  @Doc("An HTTPS endpoint.")
  @TypeName("http-endpoint")
  record HttpEndpoint(
      @Doc("The address.") String endpointUrl,
      @Doc(value = "Compresses what is sent.", defaultValue = "false")
          @Nullable Boolean gzipEncodingEnabled,
      @Doc("Headers that say where the logs come from.") Map<String, String> parameters,
      @Doc(value = "How long sending is tried again, in seconds.", defaultValue = "300")
          @Nullable Integer retryDuration,
      @Doc("A key that the endpoint asks for.") @Nullable String accessKey)
      implements LogForwarding {}

  @Doc("Highlight.")
  @TypeName("highlight")
  record Highlight(
      @Doc("Id of the project.") String projectId,
      @Doc(value = "The address.", defaultValue = "https://pub.highlight.io/v1/logs/firehose")
          @Nullable String endpointUrl)
      implements LogForwarding {}

  @Doc("Datadog.")
  @TypeName("datadog")
  record Datadog(
      @Doc("The API key.") String apiKey,
      @Doc(
              value = "The address; differs between Datadog's regions.",
              defaultValue = "https://aws-kinesis-http-intake.logs.datadoghq.com/v1/input")
          @Nullable String endpointUrl)
      implements LogForwarding {}
}
