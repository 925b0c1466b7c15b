package dev.stacktape.resource.rule;

import dev.stacktape.resource.container.ContainerLogging;
import dev.stacktape.resource.logging.LogForwarding;
import org.jspecify.annotations.Nullable;

/** Logs and where they are sent. */
final class LoggingRules {
  /** Firehose's limit, in seconds. */
  private static final int LONGEST_RETRY = 7200;

  private LoggingRules() {}

  static void containers(@Nullable ContainerLogging logging, Place at) {
    if (logging != null) {
      forwarding(logging.logForwarding(), logging.disabled(), at);
    }
  }

  static void forwarding(@Nullable LogForwarding forwarding, @Nullable Boolean disabled, Place at) {
    Place place = at.in("logForwarding", "properties");
    if (forwarding != null && Boolean.TRUE.equals(disabled)) {
      at.in("logForwarding")
          .conflict("Logs that are not kept cannot be sent on.", "Remove `disabled: true`.");
    }
    if (forwarding instanceof LogForwarding.HttpEndpoint endpoint) {
      ValueForms.https(endpoint.endpointUrl(), place.in("endpointUrl"));
      if (endpoint.retryDuration() != null
          && (endpoint.retryDuration() < 0 || endpoint.retryDuration() > LONGEST_RETRY)) {
        place
            .in("retryDuration")
            .invalid("`retryDuration` must be between 0 and %d.".formatted(LONGEST_RETRY), null);
      }
    } else if (forwarding instanceof LogForwarding.Datadog datadog) {
      ValueForms.https(datadog.endpointUrl(), place.in("endpointUrl"));
    } else if (forwarding instanceof LogForwarding.Highlight highlight) {
      ValueForms.https(highlight.endpointUrl(), place.in("endpointUrl"));
    }
  }
}
