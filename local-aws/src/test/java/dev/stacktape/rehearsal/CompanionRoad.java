package dev.stacktape.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.aws.AwsClients;
import dev.stacktape.aws.AwsSettings;
import dev.stacktape.event.EventListener;
import dev.stacktape.name.Target;
import dev.stacktape.rehearsal.Rehearsal.Run;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** A stack gets another domain, and so another certificate in us-east-1. */
final class CompanionRoad implements Road {
  private static final String COMPANION = "orders-dev-edge-eu-west-1";
  private static final List<String> CERTIFICATES =
      List.of("StpWwwAcmeComCdnCertificate", "StpShopAcmeComCdnCertificate");
  private static final String CONFIG =
      """
      serviceName: orders
      resources:
        jobs:
          type: sqs-queue
          properties: { visibilityTimeoutSeconds: %d }
        api:
          type: http-api-gateway
          properties:
            cdn: { enabled: true, customDomains: [{ domainName: %s.acme.com }] }
      """;

  private final OrdersApp first;
  private final OrdersApp second;

  CompanionRoad(Path folder) {
    this.first = OrdersApp.write(folder.resolve("edge-1"), 1, CONFIG.formatted(61, "www"));
    this.second = OrdersApp.write(folder.resolve("edge-2"), 2, CONFIG.formatted(62, "shop"));
  }

  @Override
  public Run begin(Rehearsal rehearsal) {
    return rehearsal.deploy("builder", first);
  }

  @Override
  public Run go(Rehearsal rehearsal, String machine) {
    return rehearsal.deploy(machine, second);
  }

  /** The certificate that the stack uses is there, whichever it is. */
  @Override
  public void requireOldOrNew(Rehearsal rehearsal) {
    assertThat(rehearsal.settledStatus().orElseThrow())
        .isIn("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE");
    int version = Rehearsal.version(rehearsal.template());
    assertThat(version).isIn(1, 2);
    assertThat(companion(rehearsal, CERTIFICATES.get(version - 1))).isEqualTo(used(rehearsal));
  }

  @Override
  public void requireNew(Rehearsal rehearsal) {
    assertThat(Rehearsal.version(rehearsal.template())).isEqualTo(2);
    assertThat(companion(rehearsal, CERTIFICATES.get(1))).isEqualTo(used(rehearsal)).isPresent();
    assertThat(companion(rehearsal, CERTIFICATES.get(0))).isEmpty();
  }

  /** The certificate that a parameter of the stack names. */
  private static Optional<String> used(Rehearsal rehearsal) {
    return stack(rehearsal.cloudFormation(), OrdersApp.STACK).orElseThrow().parameters().stream()
        .filter(parameter -> CERTIFICATES.contains(parameter.parameterKey()))
        .map(Parameter::parameterValue)
        .findFirst();
  }

  /** A certificate that is there. */
  private static Optional<String> companion(Rehearsal rehearsal, String logicalId) {
    try (AwsClients edge =
        new AwsClients(
            AwsSettings.embedded(URI.create(rehearsal.aws.endpoint()), Target.EDGE_REGION),
            EventListener.none())) {
      if (stack(edge.cloudFormation(), COMPANION).isEmpty()) {
        return Optional.empty();
      }
      return edge
          .cloudFormation()
          .describeStackResources(list -> list.stackName(COMPANION))
          .stackResources()
          .stream()
          .filter(resource -> resource.logicalResourceId().equals(logicalId))
          .filter(resource -> !resource.resourceStatusAsString().equals("DELETE_COMPLETE"))
          .map(resource -> resource.physicalResourceId())
          .findFirst();
    }
  }

  private static Optional<Stack> stack(CloudFormationClient cloudFormation, String name) {
    try {
      return cloudFormation.describeStacks(describe -> describe.stackName(name)).stacks().stream()
          .findFirst();
    } catch (CloudFormationException none) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "companion";
  }
}
