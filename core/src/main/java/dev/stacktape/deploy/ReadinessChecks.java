package dev.stacktape.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stacktape.aws.JsonApi;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.template.ResourceOrigin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** What of the resources that an operation has made or changed gets ready later, and who tells. */
public final class ReadinessChecks {
  private static final String FUNCTION = "AWS::Lambda::Function";
  private static final String VERSION = "AWS::Lambda::Version";
  private static final String SERVICE = "AWS::ECS::Service";
  private static final String DISTRIBUTION = "AWS::CloudFront::Distribution";

  private static final Duration LONGEST_FUNCTION = Duration.ofMinutes(5);

  /** Preparing a version for SnapStart takes minutes. */
  private static final Duration LONGEST_VERSION = Duration.ofMinutes(15);

  private static final Duration LONGEST_SERVICE = Duration.ofMinutes(30);

  private final LambdaClient lambda;
  private final Supplier<JsonApi> ecs;
  private final @Nullable Supplier<CloudFrontClient> cloudFront;
  private final EventListener events;

  /**
   * Asks through these clients.
   *
   * @param ecs asked for when there is a service to look at
   * @param cloudFront asked for when there is a distribution to look at; null where nothing is
   *     brought to any edge
   */
  public ReadinessChecks(
      LambdaClient lambda,
      Supplier<JsonApi> ecs,
      @Nullable Supplier<CloudFrontClient> cloudFront,
      EventListener events) {
    this.lambda = lambda;
    this.ecs = ecs;
    this.cloudFront = cloudFront;
    this.events = events;
  }

  List<ReadinessCheck> of(
      List<StackEvent> happened, Map<String, ResourceOrigin> origins, Map<String, String> code) {
    List<ReadinessCheck> checks = new ArrayList<>();
    for (StackEvent made : made(happened)) {
      String id = made.logicalResourceId();
      ResourceOrigin origin = origins.getOrDefault(id, ResourceOrigin.STACK);
      String physicalId = made.physicalResourceId();
      switch (made.resourceType()) {
        case FUNCTION ->
            checks.add(
                new ReadinessCheck(
                    id,
                    FUNCTION,
                    origin,
                    LONGEST_FUNCTION,
                    () -> function(physicalId, null, code.get(id))));
        case VERSION -> checks.add(version(id, origin, physicalId));
        case SERVICE -> checks.add(service(id, origin, physicalId, happened.get(0).timestamp()));
        case DISTRIBUTION ->
            tellOf(physicalId, origin.resourceName() == null ? id : origin.resourceName());
        default -> {}
      }
    }
    return checks;
  }

  /** The last good word on each resource that was made or changed. */
  private static List<StackEvent> made(List<StackEvent> happened) {
    Map<String, StackEvent> made = new LinkedHashMap<>();
    for (StackEvent event : happened) {
      String status = event.resourceStatusAsString();
      if (status.equals("CREATE_COMPLETE") || status.equals("UPDATE_COMPLETE")) {
        made.put(event.logicalResourceId(), event);
      }
    }
    return List.copyOf(made.values());
  }

  // ---- functions ----

  private ReadinessCheck version(String id, ResourceOrigin origin, String arn) {
    int colon = arn.lastIndexOf(':');
    return new ReadinessCheck(
        id,
        VERSION,
        origin,
        LONGEST_VERSION,
        () -> function(arn.substring(0, colon), arn.substring(colon + 1), null));
  }

  private Optional<String> function(
      String name, @Nullable String version, @Nullable String codeSha256) {
    try {
      FunctionConfiguration now =
          lambda.getFunction(get -> get.functionName(name).qualifier(version)).configuration();
      Optional<String> failure = FunctionState.failure(now);
      boolean isOther = codeSha256 != null && !codeSha256.equals(now.codeSha256());
      return failure.isPresent() || FunctionState.isBusy(now) || isOther
          ? failure
          : Optional.of("");
    } catch (ResourceNotFoundException notSeenYet) {
      return Optional.empty();
    }
  }

  // ---- services ----

  private ReadinessCheck service(String id, ResourceOrigin origin, String arn, Instant begun) {
    String[] path = arn.substring(arn.lastIndexOf(':') + 1).split("/", -1);
    ServiceRollout rollout =
        new ServiceRollout(ecs.get(), path.length < 3 ? "default" : path[1], arn);
    // The circuit breaker of ECS puts an older deployment in front of one that fails.
    AtomicReference<String> deployment = new AtomicReference<>();
    return new ReadinessCheck(
        id,
        SERVICE,
        origin,
        LONGEST_SERVICE,
        () -> {
          JsonNode service = rollout.look();
          deployment.compareAndSet(null, ofTheOperation(service, begun));
          return ServiceRollout.verdict(service, Objects.requireNonNull(deployment.get()));
        });
  }

  /** One that failed before anybody looked is no longer the primary one. */
  private static String ofTheOperation(JsonNode service, Instant begun) {
    double since = begun.toEpochMilli() / 1000.0;
    for (JsonNode deployment : service.path("deployments")) {
      if (deployment.path("rolloutState").asText().equals("FAILED")
          && deployment.path("createdAt").asDouble() >= since) {
        return deployment.path("id").asText();
      }
    }
    return ServiceRollout.primary(service);
  }

  // ---- distributions ----

  /** To wait until every edge has it would be to wait as long as without express mode. */
  private void tellOf(String distribution, String name) {
    if (cloudFront == null) {
      return;
    }
    try {
      String status =
          cloudFront.get().getDistribution(get -> get.id(distribution)).distribution().status();
      if (!status.equals("Deployed")) {
        events.on(
            new Event.Noted(
                "  %s: CloudFront is bringing it to its edges, which takes minutes and is not waited for."
                    .formatted(name)));
      }
    } catch (SdkException blind) {
      events.on(
          new Event.Noted(
              "  %s: it cannot be seen whether CloudFront has brought it to its edges yet."
                  .formatted(name)));
    }
  }
}
