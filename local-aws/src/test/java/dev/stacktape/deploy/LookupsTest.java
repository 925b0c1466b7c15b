package dev.stacktape.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.aws.AwsClients;
import dev.stacktape.aws.AwsSettings;
import dev.stacktape.event.EventListener;
import dev.stacktape.local.server.LocalAws;
import dev.stacktape.local.server.LocalAwsOptions;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.resource.Lookup;
import dev.stacktape.resource.Lookup.VpcSource;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.cloudformation.waiters.CloudFormationWaiter;

/** A VPC that is there already, as the engine looks at it. */
class LookupsTest {
  private static final Location PLACE = Location.of("stacktape.yml");
  private static final VpcSource SHARED = new VpcSource(null, "shared-dev");

  private LocalAws local;
  private AwsClients aws;

  @BeforeEach
  void start(@TempDir Path folder) {
    local = LocalAws.start(LocalAwsOptions.in(folder));
    aws =
        new AwsClients(
            AwsSettings.embedded(URI.create(local.endpoint()), "eu-west-1"), EventListener.none());
  }

  @AfterEach
  void stop() {
    aws.close();
    local.close();
  }

  @Test
  void aVpcIsFoundByTheStackThatMadeIt() {
    make(3, 2);

    Map<String, String> values = resolve(new Lookup.ReusedVpc(SHARED), Map.of());

    assertThat(values)
        .containsEntry("StpVpc", id("StpVpc"))
        .containsEntry("StpVpcCidr", "10.0.0.0/16")
        .containsEntry("StpPublicSubnet0", id("Public0"))
        .containsEntry("StpPublicSubnet1", id("Public1"))
        .containsEntry("StpPublicSubnet2", id("Public2"));
  }

  @Test
  void aVpcIsFoundByItsId() {
    make(3, 2);
    VpcSource byId = new VpcSource(id("StpVpc"), null);

    assertThat(resolve(new Lookup.ReusedPrivateSubnets(byId), Map.of()))
        .containsOnly(
            Map.entry("StpPrivateSubnet0", id("Private0")),
            Map.entry("StpPrivateSubnet1", id("Private1")));
  }

  @Test
  void whatAStackUsesStaysWhenASubnetIsAdded() {
    make(4, 2);
    Map<String, String> deployed =
        Map.of(
            "StpPublicSubnet0", id("Public3"),
            "StpPublicSubnet1", id("Public2"),
            "StpPublicSubnet2", id("Public1"));

    assertThat(resolve(new Lookup.ReusedVpc(SHARED), deployed)).containsAllEntriesOf(deployed);
  }

  @Test
  void theRouteTablesAreThoseOfTheSubnets() {
    make(3, 2);

    assertThat(resolve(new Lookup.ReusedRouteTables(SHARED), Map.of()).get("StpRouteTableIds"))
        .contains(id("PublicTable"), id("PrivateTable"));
  }

  @Test
  void aVpcWithTooFewSubnetsIsRefusedAtItsPlace() {
    make(2, 1);

    assertThatThrownBy(() -> resolve(new Lookup.ReusedVpc(SHARED), Map.of()))
        .isInstanceOfSatisfying(
            StacktapeException.class,
            refused -> {
              assertThat(refused.problems().get(0).location()).isEqualTo(PLACE);
              assertThat(refused).hasMessageContaining("2 public subnets, but 3 are needed");
            });
  }

  @Test
  void whatIsNotThereIsSaid() {
    assertThatThrownBy(() -> resolve(new Lookup.ReusedVpc(SHARED), Map.of()))
        .hasMessageContaining("There is no stack `shared-dev`");
    VpcSource unknown = new VpcSource("vpc-0123456789abcdef0", null);
    assertThatThrownBy(() -> resolve(new Lookup.ReusedVpc(unknown), Map.of()))
        .hasMessageContaining("There is no VPC `vpc-0123456789abcdef0`");
  }

  private Map<String, String> resolve(Lookup lookup, Map<String, String> deployed) {
    return new Lookups(aws.cloudFormation(), aws.ec2(), new HostedZones(null))
        .resolve(Map.of(lookup, PLACE), deployed);
  }

  private String id(String logicalId) {
    return aws.cloudFormation()
        .describeStackResource(r -> r.stackName("shared-dev").logicalResourceId(logicalId))
        .stackResourceDetail()
        .physicalResourceId();
  }

  private void make(int publicSubnets, int privateSubnets) {
    StringBuilder template =
        new StringBuilder(
            """
            Resources:
              StpVpc: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.0.0.0/16}}
              Internet: {Type: 'AWS::EC2::InternetGateway'}
              PublicTable: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref StpVpc}}
              PrivateTable: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref StpVpc}}
              ToInternet:
                Type: AWS::EC2::Route
                Properties: {RouteTableId: !Ref PublicTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Internet}
            """);
    subnets(template, "Public", publicSubnets, 0);
    subnets(template, "Private", privateSubnets, publicSubnets);
    aws.cloudFormation()
        .createStack(r -> r.stackName("shared-dev").templateBody(template.toString()));
    try (CloudFormationWaiter waiter =
        CloudFormationWaiter.builder()
            .client(aws.cloudFormation())
            .overrideConfiguration(
                o ->
                    o.maxAttempts(1000)
                        .backoffStrategyV2(BackoffStrategy.fixedDelay(Duration.ofMillis(20))))
            .build()) {
      waiter.waitUntilStackCreateComplete(r -> r.stackName("shared-dev"));
    }
  }

  private static void subnets(StringBuilder template, String kind, int count, int first) {
    for (int i = 0; i < count; i++) {
      template.append(
          """
            %1$s%2$d:
              Type: AWS::EC2::Subnet
              Properties: {VpcId: !Ref StpVpc, CidrBlock: 10.0.%3$d.0/24, AvailabilityZone: !Select [%4$d, !GetAZs '']}
            %1$sOf%2$d:
              Type: AWS::EC2::SubnetRouteTableAssociation
              Properties: {SubnetId: !Ref %1$s%2$d, RouteTableId: !Ref %1$sTable}
          """
              .formatted(kind, i, first + i, i % 3));
    }
  }
}
