package dev.stacktape.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stacktape.aws.JsonApi;
import java.util.Optional;

/**
 * What ECS says of the deployments of a service. Its own word decides; tasks that stopped are told
 * as evidence only.
 *
 * @param cluster ARN or name
 * @param service ARN or name
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html">Deployment</a>
 */
record ServiceRollout(JsonApi ecs, String cluster, String service) {

  /** The service as it is now; missing where ECS has none. */
  JsonNode look() {
    ObjectNode input = JsonApi.input().put("cluster", cluster);
    input.putArray("services").add(service);
    JsonNode found = ecs.call("DescribeServices", input).path("services").path(0);
    return found.path("status").asText().equals("INACTIVE") ? MissingNode.getInstance() : found;
  }

  /** The deployment that a service is changed by, by its id; empty text where there is none. */
  static String primary(JsonNode service) {
    for (JsonNode deployment : service.path("deployments")) {
      if (deployment.path("status").asText().equals("PRIMARY")) {
        return deployment.path("id").asText();
      }
    }
    return service.path("deployments").path(0).path("id").asText();
  }

  /**
   * What became of a deployment: empty while it is under way, empty text when it went well, else a
   * clause on what went wrong.
   */
  static Optional<String> verdict(JsonNode service, String deploymentId) {
    if (service.isMissingNode()) {
      return Optional.of("ECS has no such service any more");
    }
    JsonNode deployment = deployment(service, deploymentId);
    if (deployment.isMissingNode()) {
      return Optional.of("ECS gave the deployment up");
    }
    return switch (deployment.path("rolloutState").asText()) {
      case "COMPLETED" -> Optional.of("");
      case "FAILED" -> Optional.of(reason(deployment));
      case "IN_PROGRESS" -> Optional.empty();
      // Where ECS tells no state, running as many as wanted is being done, also when that is none.
      default -> isRunning(deployment) ? Optional.of("") : Optional.empty();
    };
  }

  private static JsonNode deployment(JsonNode service, String id) {
    for (JsonNode deployment : service.path("deployments")) {
      if (deployment.path("id").asText().equals(id)) {
        return deployment;
      }
    }
    return MissingNode.getInstance();
  }

  private static String reason(JsonNode deployment) {
    String reason = deployment.path("rolloutStateReason").asText("its tasks do not start");
    return reason.replaceFirst("\\.$", "");
  }

  private static boolean isRunning(JsonNode deployment) {
    return deployment.path("runningCount").asInt() == deployment.path("desiredCount").asInt()
        && deployment.path("pendingCount").asInt() == 0;
  }
}
