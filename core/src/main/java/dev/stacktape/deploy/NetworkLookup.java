package dev.stacktape.deploy;

import static dev.stacktape.resource.Lookup.ReusedPrivateSubnets;
import static dev.stacktape.resource.Lookup.ReusedRouteTables;
import static dev.stacktape.resource.Lookup.ReusedVpc;
import static dev.stacktape.resource.Lookup.VpcSource;

import dev.stacktape.aws.Ec2;
import dev.stacktape.deploy.Lookups.UnresolvedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/**
 * Looks at a VPC that a stack reuses: which of its subnets lead to the internet, and which of those
 * the stack takes. A subnet is public when its route table leads to an internet gateway.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html">Subnet
 *     route tables</a>
 */
final class NetworkLookup {
  private static final String HINT =
      "Name another VPC under `stackConfig.vpc.reuseVpc`, or leave it out to get one of its own.";

  private final CloudFormationClient cloudFormation;
  private final Ec2 ec2;
  private final Map<VpcSource, Network> networks = new HashMap<>();

  NetworkLookup(CloudFormationClient cloudFormation, Ec2 ec2) {
    this.cloudFormation = cloudFormation;
    this.ec2 = ec2;
  }

  /** A VPC as AWS describes it. */
  private record Network(Ec2.Vpc vpc, List<Ec2.Subnet> subnets, List<Ec2.RouteTable> tables) {
    /** The route table of a subnet: its own, else the main one of the VPC. */
    Optional<Ec2.RouteTable> tableOf(String subnetId) {
      return tables.stream()
          .filter(table -> table.subnets().contains(subnetId))
          .findFirst()
          .or(() -> tables.stream().filter(Ec2.RouteTable::main).findFirst());
    }

    boolean isPublic(Ec2.Subnet subnet) {
      return tableOf(subnet.id()).map(Ec2.RouteTable::toInternetGateway).orElse(false);
    }

    boolean leadsOut(Ec2.Subnet subnet) {
      return tableOf(subnet.id()).map(Ec2.RouteTable::leadsOut).orElse(false);
    }
  }

  Map<String, String> vpc(VpcSource source, Map<String, String> deployed)
      throws UnresolvedException {
    Network network = network(source);
    Map<String, String> values = new LinkedHashMap<>();
    values.put(ReusedVpc.ID, network.vpc().id());
    values.put(ReusedVpc.CIDR, network.vpc().cidr());
    values.putAll(publicSubnets(network, deployed));
    return values;
  }

  Map<String, String> privateSubnets(VpcSource source, Map<String, String> deployed)
      throws UnresolvedException {
    Network network = network(source);
    List<Ec2.Subnet> candidates =
        network.subnets().stream().filter(subnet -> !network.isPublic(subnet)).toList();
    return chosen(
        network,
        candidates,
        "private",
        ReusedPrivateSubnets.SUBNETS,
        ReusedPrivateSubnets::subnet,
        deployed);
  }

  /** Those of all subnets that the stack may use: the three public ones and the private ones. */
  Map<String, String> routeTables(VpcSource source, Map<String, String> deployed)
      throws UnresolvedException {
    Network network = network(source);
    Set<String> used = new HashSet<>(publicSubnets(network, deployed).values());
    network.subnets().stream()
        .filter(subnet -> !network.isPublic(subnet))
        .forEach(subnet -> used.add(subnet.id()));
    List<String> tables =
        used.stream()
            .flatMap(subnet -> network.tableOf(subnet).stream())
            .map(Ec2.RouteTable::id)
            .distinct()
            .sorted()
            .toList();
    return Map.of(ReusedRouteTables.IDS, String.join(",", tables));
  }

  private Map<String, String> publicSubnets(Network network, Map<String, String> deployed)
      throws UnresolvedException {
    List<Ec2.Subnet> candidates = network.subnets().stream().filter(network::isPublic).toList();
    return chosen(network, candidates, "public", ReusedVpc.SUBNETS, ReusedVpc::subnet, deployed);
  }

  private static Map<String, String> chosen(
      Network network,
      List<Ec2.Subnet> candidates,
      String kind,
      int count,
      IntFunction<String> parameter,
      Map<String, String> deployed)
      throws UnresolvedException {
    if (candidates.size() < count) {
      throw new UnresolvedException(
          "The VPC %s has %d %s subnets, but %d are needed."
              .formatted(network.vpc().id(), candidates.size(), kind, count),
          HINT);
    }
    List<String> kept = IntStream.range(0, count).mapToObj(parameter).map(deployed::get).toList();
    List<String> ids = candidates.stream().map(Ec2.Subnet::id).toList();
    List<String> chosen = ids.containsAll(kept) ? kept : spread(network, candidates, count);
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      values.put(parameter.apply(i), chosen.get(i));
    }
    return values;
  }

  /**
   * The first of each availability zone before the second of any, because load balancers take one
   * of a zone only; those that lead out of the VPC before those that do not.
   */
  private static List<String> spread(Network network, List<Ec2.Subnet> candidates, int count) {
    List<Ec2.Subnet> sorted = new ArrayList<>(candidates);
    sorted.sort(
        Comparator.comparing((Ec2.Subnet subnet) -> !network.leadsOut(subnet))
            .thenComparing(Ec2.Subnet::zone)
            .thenComparing(Ec2.Subnet::id));
    Map<String, Integer> seen = new HashMap<>();
    Map<String, Integer> rank = new HashMap<>();
    sorted.forEach(subnet -> rank.put(subnet.id(), seen.merge(subnet.zone(), 1, Integer::sum)));
    sorted.sort(Comparator.comparing(subnet -> Objects.requireNonNull(rank.get(subnet.id()))));
    return sorted.stream().limit(count).map(Ec2.Subnet::id).toList();
  }

  private Network network(VpcSource source) throws UnresolvedException {
    Network known = networks.get(source);
    if (known != null) {
      return known;
    }
    String id = source.vpcId() == null ? ofStack(source) : source.vpcId();
    Ec2.Vpc vpc =
        ec2.vpc(id)
            .orElseThrow(
                () ->
                    new UnresolvedException(
                        "There is no VPC `%s` in this account and region.".formatted(id), HINT));
    Network network = new Network(vpc, ec2.subnets(id), ec2.routeTables(id));
    networks.put(source, network);
    return network;
  }

  private String ofStack(VpcSource source) throws UnresolvedException {
    String name = Objects.requireNonNull(source.stackName());
    Stack stack =
        Stacks.find(cloudFormation, name)
            .orElseThrow(
                () ->
                    new UnresolvedException(
                        "There is no stack `%s` in this account and region.".formatted(name),
                        "Deploy it first, or look at `projectName` and `stage`."));
    String vpc = vpcIn(stack);
    if (vpc == null) {
      throw new UnresolvedException("The stack `%s` has no VPC.".formatted(name), HINT);
    }
    return vpc;
  }

  /** The stack's own VPC, or the one that it reuses itself. */
  private @Nullable String vpcIn(Stack stack) {
    StackResourceSummary own = Stacks.resources(cloudFormation, stack.stackId()).get(ReusedVpc.ID);
    if (own != null) {
      return own.physicalResourceId();
    }
    return stack.parameters().stream()
        .filter(parameter -> parameter.parameterKey().equals(ReusedVpc.ID))
        .map(Parameter::parameterValue)
        .findFirst()
        .orElse(null);
  }
}
