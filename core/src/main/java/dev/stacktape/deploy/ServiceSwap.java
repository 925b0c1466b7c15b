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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a service run its containers otherwise, and waits until ECS says that it does. ECS's own
 * word on the deployment decides; tasks that stopped are told as evidence only.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html">Deployment</a>
 */
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
    if (taskDefinition.equals(service(swap).path("taskDefinition").asText())) {
      return new Outcome(false, registers ? taskDefinition : null);
    }
    ObjectNode updated =
        ecs.call(
            "UpdateService",
            JsonApi.input()
                .put("cluster", swap.cluster())
                .put("service", swap.subject().physicalId())
                .put("taskDefinition", taskDefinition));
    String deployment = primary(updated.path("service")).path("id").asText();
    String failure =
        polling
            .until(LONGEST, Polling.Pauses.LIVE, () -> verdict(swap, deployment))
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

  // ---- waiting ----

  /** Empty while it is under way; empty text when it went well, else what went wrong. */
  private Optional<String> verdict(SwapOperation.Containers swap, String deploymentId) {
    JsonNode service = service(swap);
    JsonNode deployment = deployment(service, deploymentId);
    if (deployment.isMissingNode()) {
      return Optional.of("ECS gave the deployment up");
    }
    String state = deployment.path("rolloutState").asText();
    return switch (state) {
      case "COMPLETED" -> Optional.of("");
      case "FAILED" -> Optional.of(reason(deployment));
      case "IN_PROGRESS" -> Optional.empty();
      // Where ECS tells no state, running as many as wanted is being done, also when that is none.
      default -> isRunning(deployment) ? Optional.of("") : Optional.empty();
    };
  }

  private static String reason(JsonNode deployment) {
    String reason = deployment.path("rolloutStateReason").asText("its tasks do not start");
    return reason.replaceFirst("\\.$", "");
  }

  private static boolean isRunning(JsonNode deployment) {
    return deployment.path("runningCount").asInt() == deployment.path("desiredCount").asInt()
        && deployment.path("pendingCount").asInt() == 0;
  }

  private JsonNode service(SwapOperation.Containers swap) {
    ObjectNode input = JsonApi.input().put("cluster", swap.cluster());
    input.putArray("services").add(swap.subject().physicalId());
    JsonNode service = ecs.call("DescribeServices", input).path("services").path(0);
    if (service.isMissingNode() || service.path("status").asText().equals("INACTIVE")) {
      throw new SwapException("ECS has no such service any more");
    }
    return service;
  }

  private static JsonNode primary(JsonNode service) {
    for (JsonNode deployment : service.path("deployments")) {
      if (deployment.path("status").asText().equals("PRIMARY")) {
        return deployment;
      }
    }
    return service.path("deployments").path(0);
  }

  private static JsonNode deployment(JsonNode service, String id) {
    for (JsonNode deployment : service.path("deployments")) {
      if (deployment.path("id").asText().equals(id)) {
        return deployment;
      }
    }
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }

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
