package dev.stacktape.resource.container;

import dev.stacktape.name.LogicalId;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.template.CfnResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Workloads of a stack call each other by name. Once one of them can be called, all others get the
 * means to.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect.html">Service
 *     Connect</a>
 */
final class ServiceConnect {
  private ServiceConnect() {}

  /** The host name by which a container is called where its event does not choose one. */
  static String alias(String workload, String container) {
    return (workload + "-" + container).toLowerCase(Locale.ROOT);
  }

  /** What the service must know; null where nothing in the stack is called by name. */
  static @Nullable Tree configuration(Contribution<WorkloadProperties> to, Inlets inlets) {
    List<Resource<?>> providers = providers(to.stack());
    if (providers.isEmpty() || to.properties().deployment() != null) {
      return null;
    }
    PrivateNamespace.contribute(to);
    List<Map<String, Object>> services = services(to);
    if (services.isEmpty()) {
      // A service learns of those only that are there when it is deployed.
      providers.forEach(
          provider -> inlets.waitFor(new WorkloadNames(provider.name(), to.stack()).serviceId()));
    }
    return new Tree()
        .with("Enabled", true)
        .with("Namespace", PrivateNamespace.arn())
        .with("Services", services);
  }

  private static List<Resource<?>> providers(StackView stack) {
    List<Resource<?>> providers = new ArrayList<>();
    for (Resource<?> resource : stack.withParts().values()) {
      if (resource.properties() instanceof WorkloadProperties workload
          && !workload.events(ContainerEvent.ServiceConnect.class).isEmpty()) {
        providers.add(resource);
      }
    }
    return providers;
  }

  private static List<Map<String, Object>> services(Contribution<WorkloadProperties> to) {
    List<Map<String, Object>> services = new ArrayList<>();
    for (WorkloadProperties.Placed<ContainerEvent.ServiceConnect> placed :
        to.properties().events(ContainerEvent.ServiceConnect.class)) {
      ContainerEvent.ServiceConnect event = placed.event();
      String alias =
          event.alias() == null ? alias(to.name(), placed.container().name()) : event.alias();
      services.add(
          new Tree()
              .with("PortName", TaskDefinition.portName(event.containerPort()))
              // Unique in the namespace, which the port's name is not.
              .with(
                  "DiscoveryName",
                  "%s-%d".formatted(to.name().toLowerCase(Locale.ROOT), event.containerPort()))
              .with(
                  "ClientAliases",
                  List.of(
                      new Tree()
                          .with("DnsName", alias)
                          .with("Port", event.containerPort())
                          .build()))
              .build());
    }
    return services;
  }

  /** Lets every other workload of the stack in to what can be called by name. */
  static void letOthersIn(Contribution<WorkloadProperties> to, WorkloadNames names, Inlets inlets) {
    for (WorkloadProperties.Placed<ContainerEvent.ServiceConnect> placed :
        to.properties().events(ContainerEvent.ServiceConnect.class)) {
      int port = placed.event().containerPort();
      for (Resource<?> other : to.stack().withParts().values()) {
        if (other.properties() instanceof WorkloadProperties && !other.name().equals(to.name())) {
          to.add(
              LogicalId.of(to.name(), "Port" + port, other.name(), "SecurityGroupIngress"),
              rule(other.name(), port, to.stack(), names, inlets),
              ContainerPlace.of(
                  to.resource(), placed.containerIndex(), "events", placed.eventIndex()));
        }
      }
    }
  }

  private static CfnResource rule(
      String caller, int port, StackView stack, WorkloadNames names, Inlets inlets) {
    return CfnResource.of(
        "AWS::EC2::SecurityGroupIngress",
        new Tree()
            .with("Description", "From " + caller)
            .with("GroupId", names.securityGroup())
            .with("SourceSecurityGroupId", new WorkloadNames(caller, stack).securityGroup())
            .with("IpProtocol", "tcp")
            .with("FromPort", inlets.first(port))
            .with("ToPort", inlets.last(port))
            .build());
  }
}
