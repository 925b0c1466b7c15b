package dev.stacktape.resource.database;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.NetworkNeed;
import dev.stacktape.resource.Reach;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.network.StackNetwork;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From where a database can be reached. */
record DatabaseNetwork(
    @Nullable DatabaseAccessibility accessibility, DatabaseNames names, int port) {

  DatabaseReach mode() {
    return accessibility == null ? DatabaseReach.INTERNET : accessibility.accessibilityMode();
  }

  private List<String> whitelisted() {
    return accessibility == null ? List.of() : accessibility.whitelistedIps();
  }

  /** Whether it gets an address that the internet can reach, as far as its doors allow. */
  boolean isPublic() {
    boolean forbidden =
        accessibility != null && Boolean.TRUE.equals(accessibility.forceDisablePublicIp());
    boolean fromOutside =
        mode() == DatabaseReach.INTERNET
            || mode() == DatabaseReach.WHITELISTED_IPS_ONLY
            || !whitelisted().isEmpty();
    return fromOutside && !forbidden;
  }

  /** What a workload needs to get to it. */
  Reach reach() {
    return switch (mode()) {
      case INTERNET, WHITELISTED_IPS_ONLY -> Reach.ANYWHERE;
      case VPC -> new Reach(true, List.of(), List.of());
      case SCOPING_WORKLOADS_IN_VPC -> new Reach(true, List.of(door()), List.of());
    };
  }

  private Reach.Door door() {
    return new Reach.Door(securityGroup(), port);
  }

  Object securityGroup() {
    return Fn.getAtt(names.securityGroup(), "GroupId");
  }

  void contribute(Contribution<?> to) {
    StackNetwork network = StackNetwork.of(to.stack());
    network.contribute(to);
    to.add(
        names.subnetGroup(),
        CfnResource.of(
            "AWS::RDS::DBSubnetGroup",
            new Tree()
                .with("DBSubnetGroupName", names.subnetGroupName())
                .with("DBSubnetGroupDescription", names.subnetGroupName())
                .with("SubnetIds", network.subnets(NetworkNeed.PUBLIC_SUBNETS))
                .with("Tags", to.stack().tags().toList())
                .build()));
    to.add(
        names.securityGroup(),
        CfnResource.of(
            "AWS::EC2::SecurityGroup",
            new Tree()
                .with("GroupName", names.securityGroupName())
                .with("GroupDescription", names.securityGroupDescription())
                .with("VpcId", network.vpcId())
                .with("SecurityGroupIngress", doors(network))
                .with("Tags", to.stack().tags().toList())
                .build()),
        "accessibility");
  }

  private List<Map<String, Object>> doors(StackNetwork network) {
    List<Map<String, Object>> doors = new ArrayList<>();
    if (mode() == DatabaseReach.INTERNET) {
      doors.add(door("0.0.0.0/0"));
    } else if (mode() == DatabaseReach.VPC) {
      doors.add(door(network.cidr()));
    }
    whitelisted().forEach(address -> doors.add(door(Cidr.of(address))));
    return doors;
  }

  private Map<String, Object> door(Object range) {
    boolean isV6 = range instanceof String text && text.contains(":");
    return new Tree()
        .with(isV6 ? "CidrIpv6" : "CidrIp", range)
        .with("IpProtocol", "tcp")
        .with("FromPort", port)
        .with("ToPort", port)
        .build();
  }
}
