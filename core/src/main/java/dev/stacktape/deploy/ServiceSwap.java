package dev.stacktape.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stacktape.aws.JsonApi;
import dev.stacktape.aws.Polling;
import dev.stacktape.plan.SwapOperation;
import dev.stacktape.plan.SwapOperation.ContainerChange;
import dev.stacktape.plan.SwapOperation.NamedValues;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets a service run its containers otherwise, and waits until ECS says that it does. */
final class ServiceSwap {
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final int TASKS_TOLD = 10;

  /** What describes a task definition but cannot be registered. */
  private static final List<String> NOT_REGISTERED =
      List.of(
          "taskDefinitionArn",
          "revision",
          "status",
          "requiresAttributes",
          "compatibilities",
          "registeredAt",
          "registeredBy",
          "deregisteredAt",
          "deleteRequestedAt");

  private final JsonApi ecs;
  private final Polling polling;

  ServiceSwap(JsonApi ecs, Polling polling) {
    this.ecs = ecs;
    this.polling = polling;
  }

  /**
   * What came of it.
   *
   * @param taskDefinition ARN of what was registered, null where nothing was
   */
  record Outcome(boolean changed, @Nullable String taskDefinition) {}

  Outcome apply(SwapOperation.Containers swap) {
    boolean registers = !swap.changes().isEmpty();
    String taskDefinition = registers ? register(swap) : swap.taskDefinition();
    ServiceRollout rollout = new ServiceRollout(ecs, swap.cluster(), swap.subject().physicalId());
    JsonNode before = rollout.look();
    if (before.isMissingNode()) {
      throw new SwapException("ECS has no such service any more");
    }
    if (taskDefinition.equals(before.path("taskDefinition").asText())) {
      return new Outcome(false, registers ? taskDefinition : null);
    }
    ObjectNode updated =
        ecs.call(
            "UpdateService",
            JsonApi.input()
                .put("cluster", swap.cluster())
                .put("service", swap.subject().physicalId())
                .put("taskDefinition", taskDefinition));
    String deployment = ServiceRollout.primary(updated.path("service"));
    String failure =
        polling
            .until(
                LONGEST,
                Polling.Pauses.LIVE,
                () -> ServiceRollout.verdict(rollout.look(), deployment))
            .orElseThrow(
                () ->
                    new SwapException(
                        "the service was not stable after "
                            + LONGEST.toMinutes()
                            + " minutes"
                            + evidence(swap)));
    if (!failure.isEmpty()) {
      throw new SwapException(failure + evidence(swap));
    }
    return new Outcome(true, registers ? taskDefinition : null);
  }

  // ---- the task definition ----

  private String register(SwapOperation.Containers swap) {
    ObjectNode described =
        ecs.call(
            "DescribeTaskDefinition",
            withTags(JsonApi.input().put("taskDefinition", swap.taskDefinition())));
    if (!(described.path("taskDefinition") instanceof ObjectNode definition)) {
      throw new SwapException("ECS does not describe " + swap.taskDefinition());
    }
    definition.remove(NOT_REGISTERED);
    if (!described.path("tags").isEmpty()) {
      definition.set("tags", ownTags(described.path("tags")));
    }
    swap.changes().forEach(change -> apply(change, definition));
    return ecs.call("RegisterTaskDefinition", definition)
        .path("taskDefinition")
        .path("taskDefinitionArn")
        .asText();
  }

  private static ObjectNode withTags(ObjectNode input) {
    input.putArray("include").add("TAGS");
    return input;
  }

  /** Nobody but AWS may set its own. */
  private static ArrayNode ownTags(JsonNode tags) {
    ArrayNode own = JsonApi.input().putArray("tags");
    for (JsonNode tag : tags) {
      if (!tag.path("key").asText().startsWith("aws:")) {
        own.add(tag);
      }
    }
    return own;
  }

  private static void apply(ContainerChange change, ObjectNode definition) {
    for (JsonNode container : definition.path("containerDefinitions")) {
      if (container instanceof ObjectNode tree
          && tree.path("name").asText().equals(change.name())) {
        change.properties().forEach((name, value) -> put(tree, name, value));
        tree.remove(change.gone());
        named(tree, "environment", "value", change.environment());
        named(tree, "secrets", "valueFrom", change.secrets());
        return;
      }
    }
    throw new SwapException("the live task definition has no container " + change.name());
  }

  private static void put(ObjectNode tree, String name, Object value) {
    if (value instanceof List<?> list) {
      ArrayNode array = tree.putArray(name);
      list.forEach(item -> array.add(String.valueOf(item)));
    } else if (value instanceof Integer number) {
      tree.put(name, number);
    } else {
      tree.put(name, String.valueOf(value));
    }
  }

  private static void named(
      ObjectNode container, String property, String valueName, NamedValues values) {
    if (values.isEmpty()) {
      return;
    }
    Map<String, String> before = new LinkedHashMap<>();
    for (JsonNode one : container.path(property)) {
      before.put(one.path("name").asText(), one.path(valueName).asText());
    }
    ArrayNode array = container.putArray(property);
    values
        .appliedTo(before)
        .forEach((name, value) -> array.addObject().put("name", name).put(valueName, value));
  }

  // ---- what is seen ----

  /** Why the task that stopped last did. */
  private String evidence(SwapOperation.Containers swap) {
    ObjectNode list =
        JsonApi.input()
            .put("cluster", swap.cluster())
            .put("serviceName", swap.subject().physicalId())
            .put("desiredStatus", "STOPPED")
            .put("maxResults", TASKS_TOLD);
    JsonNode arns = ecs.call("ListTasks", list).path("taskArns");
    if (arns.isEmpty()) {
      return "";
    }
    ObjectNode describe = JsonApi.input().put("cluster", swap.cluster());
    describe.set("tasks", arns);
    JsonNode latest = null;
    for (JsonNode task : ecs.call("DescribeTasks", describe).path("tasks")) {
      boolean later =
          latest == null || task.path("stoppedAt").asDouble() > latest.path("stoppedAt").asDouble();
      latest = later ? task : latest;
    }
    return latest == null ? "" : words(latest);
  }

  private static String words(JsonNode task) {
    StringBuilder words = new StringBuilder("; a task stopped: ");
    words.append(task.path("stoppedReason").asText("no reason given").replaceFirst("\\.$", ""));
    for (JsonNode container : task.path("containers")) {
      if (container.has("exitCode") || container.has("reason")) {
        words.append(", container ").append(container.path("name").asText());
        if (container.has("exitCode")) {
          words.append(" exited with ").append(container.path("exitCode").asInt());
        }
        if (container.has("reason")) {
          words.append(" (").append(container.path("reason").asText()).append(')');
        }
      }
    }
    return words.toString();
  }
}
