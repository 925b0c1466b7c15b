package dev.stacktape.deploy;

import dev.stacktape.aws.Polling;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/**
 * Looks at the tasks of ECS services while CloudFormation waits for them to become stable, and at
 * the logs of functions that do not get ready. That it cannot look, for want of a permission
 * perhaps, is no failure.
 */
public final class WorkloadEvidence implements Evidence {
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final String SERVICE = "AWS::ECS::Service";
  private static final Pattern FUNCTION = Pattern.compile(":function:([^:]+)");

  private final StoppedTasks tasks;
  private final LastLogLines logs;
  private final EventListener events;
  private final Polling polling;
  private final Map<String, Waiting> waiting = new LinkedHashMap<>();
  private final Map<String, String> found = new HashMap<>();
  private Instant next = Instant.MIN;

  /** A service that is being brought up. */
  private record Waiting(String arn, Instant since) {}

  /** Looks by these means. */
  public WorkloadEvidence(
      StoppedTasks tasks, LastLogLines logs, EventListener events, Polling polling) {
    this.tasks = tasks;
    this.logs = logs;
    this.events = events;
    this.polling = polling;
  }

  @Override
  public void heard(StackEvent event) {
    String status = event.resourceStatusAsString();
    if (SERVICE.equals(event.resourceType())) {
      heardOfService(event, status);
    } else if (status.endsWith("_FAILED") && isFunction(event)) {
      lookAtFunction(event);
    }
  }

  private void heardOfService(StackEvent event, String status) {
    String id = event.logicalResourceId();
    String arn = event.physicalResourceId();
    if (status.endsWith("_IN_PROGRESS")
        && !status.startsWith("DELETE")
        && arn != null
        && arn.startsWith("arn:")) {
      waiting.putIfAbsent(id, new Waiting(arn, event.timestamp()));
    } else if (status.endsWith("_FAILED")) {
      // It is about to be rolled back, and its tasks with it.
      lookAtLast(id);
    } else if (status.endsWith("_COMPLETE")) {
      waiting.remove(id);
    }
  }

  @Override
  public void look() {
    if (waiting.isEmpty() || polling.now().isBefore(next)) {
      return;
    }
    next = polling.now().plus(PAUSE);
    new ArrayList<>(waiting.entrySet())
        .forEach(service -> lookAt(service.getKey(), service.getValue()));
  }

  @Override
  public void lookAtLast(String logicalId) {
    Waiting service = waiting.remove(logicalId);
    if (service != null) {
      lookAt(logicalId, service);
    }
  }

  private void lookAt(String logicalId, Waiting service) {
    try {
      List<String> seen = tasks.newlyStopped(service.arn(), service.since());
      seen.forEach(text -> show(logicalId, text));
    } catch (SdkException blind) {
      waiting.remove(logicalId);
    }
  }

  private static boolean isFunction(StackEvent event) {
    return List.of("AWS::Lambda::Alias", "AWS::Lambda::Version").contains(event.resourceType())
        && event.physicalResourceId() != null;
  }

  private void lookAtFunction(StackEvent event) {
    Matcher function = FUNCTION.matcher(event.physicalResourceId());
    if (!function.find()) {
      return;
    }
    try {
      List<String> lines = logs.ofGroup("/aws/lambda/" + function.group(1));
      if (!lines.isEmpty()) {
        show(
            event.logicalResourceId(),
            "the function's last log lines:" + LastLogLines.indented(lines));
      }
    } catch (SdkException blind) {
      // The cause that CloudFormation names has to do.
    }
  }

  private void show(String logicalId, String text) {
    found.put(logicalId, text);
    events.on(new Event.Noted("  " + logicalId + ": " + text));
  }

  @Override
  public Optional<String> of(String logicalId) {
    return Optional.ofNullable(found.get(logicalId));
  }
}
