package dev.stacktape.local.cloudformation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stacktape.local.AwsError;
import dev.stacktape.local.cloudformation.document.TemplateErrors;
import dev.stacktape.local.cloudformation.run.Providers;
import dev.stacktape.local.cloudformation.stack.Physical;
import dev.stacktape.local.cloudformation.stack.Stack;
import dev.stacktape.local.cloudformation.stack.StackResource;
import dev.stacktape.local.http.XmlWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Drift detection, for the types behind which something real is. It is done when it is asked for;
 * what it found is known to this process only.
 */
final class DriftCalls {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Providers providers;
  private final Clock clock;
  private final Map<String, Detection> byId = new ConcurrentHashMap<>();
  private final Map<String, Detection> newest = new ConcurrentHashMap<>();

  /** A property that differs; texts are JSON where the value is no text. */
  private record Difference(String path, @Nullable String expected, @Nullable String actual) {
    String type() {
      return expected == null ? "ADD" : actual == null ? "REMOVE" : "NOT_EQUAL";
    }
  }

  private record Checked(StackResource resource, String status, List<Difference> differences) {}

  private record Detection(String id, String stackId, Instant time, List<Checked> resources) {
    long drifted() {
      return resources.stream().filter(one -> !one.status().equals("IN_SYNC")).count();
    }
  }

  DriftCalls(Providers providers, Clock clock) {
    this.providers = providers;
    this.clock = clock;
  }

  Consumer<XmlWriter> detect(Call call) {
    Stack stack = call.stack();
    String region = call.region().name();
    List<Checked> resources = new ArrayList<>();
    for (StackResource resource : stack.resources().values()) {
      Physical current = resource.current();
      if (current != null) {
        Checked checked = check(resource, current, region);
        if (checked != null) {
          resources.add(checked);
        }
      }
    }
    Detection detection =
        new Detection(UUID.randomUUID().toString(), stack.state().id(), clock.instant(), resources);
    byId.put(detection.id(), detection);
    newest.put(detection.stackId(), detection);
    return xml -> xml.text("StackDriftDetectionId", detection.id());
  }

  /** Null for what cannot be compared. */
  private @Nullable Checked check(StackResource resource, Physical current, String region) {
    Map<String, Object> live;
    try {
      live = providers.live(resource.type(), region, current.id());
    } catch (AwsError answer) {
      if (answer.status() != 404 && !answer.code().equals("ResourceNotFoundException")) {
        throw answer;
      }
      return new Checked(resource, "DELETED", List.of());
    }
    if (live.isEmpty()) {
      return null;
    }
    List<Difference> differences = new ArrayList<>();
    // AWS compares what the template names, and nothing that a resource has by default.
    new TreeMap<>(current.properties())
        .forEach(
            (name, expected) -> {
              if (live.containsKey(name)) {
                compare("/" + name, expected, live.get(name), differences);
              }
            });
    return new Checked(resource, differences.isEmpty() ? "IN_SYNC" : "MODIFIED", differences);
  }

  private static void compare(
      String path, @Nullable Object expected, @Nullable Object actual, List<Difference> into) {
    if (expected instanceof Map<?, ?> wanted && actual instanceof Map<?, ?> there) {
      TreeMap<String, Object> keys = new TreeMap<>();
      wanted.keySet().forEach(key -> keys.put(String.valueOf(key), key));
      there.keySet().forEach(key -> keys.put(String.valueOf(key), key));
      keys.forEach(
          (name, key) -> compare(path + "/" + name, wanted.get(key), there.get(key), into));
      return;
    }
    String before = text(expected);
    String now = text(actual);
    if (!Objects.equals(before, now)) {
      into.add(new Difference(path, before, now));
    }
  }

  private static @Nullable String text(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    try {
      return value instanceof Map || value instanceof List
          ? JSON.writeValueAsString(value)
          : String.valueOf(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  Consumer<XmlWriter> status(Call call) {
    Detection detection = byId.get(call.form().required("StackDriftDetectionId"));
    if (detection == null) {
      throw TemplateErrors.invalid("Unable to find the drift detection");
    }
    return xml ->
        xml.text("StackId", detection.stackId())
            .text("StackDriftDetectionId", detection.id())
            .text("StackDriftStatus", detection.drifted() == 0 ? "IN_SYNC" : "DRIFTED")
            .text("DetectionStatus", "DETECTION_COMPLETE")
            .text("DriftedStackResourceCount", detection.drifted())
            .text("Timestamp", detection.time());
  }

  Consumer<XmlWriter> resources(Call call) {
    Stack stack = call.stack();
    Detection detection = newest.get(stack.state().id());
    List<String> wanted = call.form().list("StackResourceDriftStatusFilters");
    List<Checked> found =
        (detection == null ? List.<Checked>of() : detection.resources())
            .stream().filter(one -> wanted.isEmpty() || wanted.contains(one.status())).toList();
    return xml ->
        xml.members(
            "StackResourceDrifts",
            found,
            (item, one) -> write(item, stack.state().id(), one, detection));
  }

  private static void write(
      XmlWriter xml, String stackId, Checked one, @Nullable Detection detection) {
    xml.text("StackId", stackId)
        .text("LogicalResourceId", one.resource().logicalId())
        .text("PhysicalResourceId", one.resource().physicalId())
        .text("ResourceType", one.resource().type())
        .text("StackResourceDriftStatus", one.status())
        .text("Timestamp", detection == null ? null : detection.time())
        .members(
            "PropertyDifferences",
            one.differences(),
            (item, difference) ->
                item.text("PropertyPath", difference.path())
                    .text(
                        "ExpectedValue", Objects.requireNonNullElse(difference.expected(), "null"))
                    .text("ActualValue", Objects.requireNonNullElse(difference.actual(), "null"))
                    .text("DifferenceType", difference.type()));
  }
}
