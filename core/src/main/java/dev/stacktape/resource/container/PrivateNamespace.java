package dev.stacktape.resource.container;

import dev.stacktape.name.LogicalId;
import dev.stacktape.name.PhysicalName;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.network.StackNetwork;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.Map;

/** The names by which workloads of a stack find each other in its network; a stack has one. */
final class PrivateNamespace {
  private static final int NAME_LIMIT = 63;
  private static final String ID = LogicalId.of("Stp", "DiscoveryService");

  private PrivateNamespace() {}

  static void contribute(Contribution<?> to) {
    to.share(
        ID,
        CfnResource.of(
            "AWS::ServiceDiscovery::PrivateDnsNamespace",
            new Tree()
                .with(
                    "Name",
                    PhysicalName.fit(
                        to.stack().target().stackName() + "-private-namespace", NAME_LIMIT))
                .with("Vpc", StackNetwork.of(to.stack()).vpcId())
                .with("Tags", to.stack().tags().toList())
                .build()));
  }

  static Map<String, Object> id() {
    return Fn.ref(ID);
  }

  static Map<String, Object> arn() {
    return Fn.getAtt(ID, "Arn");
  }
}
