package dev.stacktape.resource.network;

import dev.stacktape.config.StackConfig;
import dev.stacktape.name.LogicalId;
import dev.stacktape.problem.Location;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Lookup;
import dev.stacktape.resource.NetworkNeed;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The network of a stack: a VPC with a public subnet in each of three availability zones, and
 * private ones with NAT gateways where a workload asks for them. Or a VPC that is there already,
 * see {@link Lookup.ReusedVpc}. Whoever runs in it calls {@link #contribute}; it is there once.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Subnets.html">Subnets for your
 *     VPC</a>
 */
public final class StackNetwork {
  private static final int ZONES = Lookup.ReusedVpc.SUBNETS;
  private static final int DEFAULT_NATS = 2;
  private static final String VPC = Lookup.ReusedVpc.ID;
  private static final String INTERNET = LogicalId.of("Stp", "InternetGateway");
  private static final String ATTACHMENT = LogicalId.of("Stp", "VpcGatewayAttachment");
  private static final String INTERNET_ROUTE = "InternetGatewayRoute";
  private static final String CIDR = "172.16.0.0/16";

  private final StackView stack;
  private final Lookup.@Nullable VpcSource source;

  private StackNetwork(StackView stack) {
    this.stack = stack;
    this.source = source(stack);
  }

  /** The network of a stack, whether or not anything needs it. */
  public static StackNetwork of(StackView stack) {
    return new StackNetwork(stack);
  }

  /** The id of the VPC. */
  public Object vpcId() {
    return Fn.ref(VPC);
  }

  /** The addresses in the VPC. */
  public Object cidr() {
    return source == null ? Fn.getAtt(VPC, "CidrBlock") : Fn.ref(Lookup.ReusedVpc.CIDR);
  }

  /** The ids of the subnets for that need, each in another availability zone where there are. */
  public List<Object> subnets(NetworkNeed need) {
    boolean isPublic = need != NetworkNeed.PRIVATE_SUBNETS;
    int count = isPublic || source == null ? ZONES : Lookup.ReusedPrivateSubnets.SUBNETS;
    return IntStream.range(0, count).<Object>mapToObj(i -> Fn.ref(subnetId(isPublic, i))).toList();
  }

  /**
   * The logical ids of what must be there before something in those subnets can reach the internet;
   * a container that starts earlier cannot pull its image. None in a VPC that is there already.
   */
  public List<String> wayOut(NetworkNeed need) {
    if (source != null) {
      return List.of();
    }
    String route = need == NetworkNeed.PRIVATE_SUBNETS ? "NatPrivateSubnetRoute" : INTERNET_ROUTE;
    return IntStream.range(0, ZONES).mapToObj(i -> LogicalId.of("Stp", route + i)).toList();
  }

  /** Adds what is there for that need; whoever runs in the network calls it. */
  public void contribute(Contribution<?> to) {
    if (source == null) {
      build(to);
      return;
    }
    to.lookUp(new Lookup.ReusedVpc(source), place());
    if (isPrivateWanted()) {
      to.lookUp(new Lookup.ReusedPrivateSubnets(source), place());
    }
  }

  /**
   * Adds a way from the network to a service of AWS that needs no way to the internet, and costs
   * nothing.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html">Gateway
   *     endpoints</a>
   */
  public void contributeGateway(Contribution<?> to, GatewayEndpoint endpoint) {
    Object routeTables;
    if (source == null) {
      routeTables = ownRouteTables();
    } else {
      to.lookUp(new Lookup.ReusedRouteTables(source), place());
      routeTables = Fn.ref(Lookup.ReusedRouteTables.IDS);
    }
    to.share(
        LogicalId.of("Stp", endpoint.idPart(), "GatewayVpcEndpoint"),
        CfnResource.of(
            "AWS::EC2::VPCEndpoint",
            new Tree()
                .with("VpcId", vpcId())
                .with("VpcEndpointType", "Gateway")
                .with("ServiceName", Fn.sub("com.amazonaws.${AWS::Region}." + endpoint.word()))
                .with("RouteTableIds", routeTables)
                .build()));
  }

  private List<Object> ownRouteTables() {
    List<Object> tables = new ArrayList<>();
    for (int zone = 0; zone < ZONES; zone++) {
      tables.add(Fn.ref(tableId(true, zone)));
    }
    if (isPrivateWanted()) {
      for (int zone = 0; zone < ZONES; zone++) {
        tables.add(Fn.ref(tableId(false, zone)));
      }
    }
    return tables;
  }

  private Location place() {
    return stack.locate("stackConfig", "vpc", "reuseVpc");
  }

  private static Lookup.@Nullable VpcSource source(StackView stack) {
    StackConfig config = stack.stackConfig();
    StackConfig.ReuseVpc reuse =
        config == null || config.vpc() == null ? null : config.vpc().reuseVpc();
    if (reuse == null) {
      return null;
    }
    return reuse.vpcId() == null
        ? new Lookup.VpcSource(null, reuse.projectName() + "-" + reuse.stage())
        : new Lookup.VpcSource(reuse.vpcId(), null);
  }

  private void build(Contribution<?> to) {
    to.share(
        VPC,
        CfnResource.of(
            "AWS::EC2::VPC",
            new Tree()
                .with("CidrBlock", CIDR)
                .with("EnableDnsHostnames", true)
                .with("EnableDnsSupport", true)
                .with("Tags", tags("vpc"))
                .build()));
    to.share(
        INTERNET,
        CfnResource.of(
            "AWS::EC2::InternetGateway", new Tree().with("Tags", tags("internet")).build()));
    to.share(
        ATTACHMENT,
        CfnResource.of(
            "AWS::EC2::VPCGatewayAttachment",
            new Tree().with("VpcId", vpcId()).with("InternetGatewayId", Fn.ref(INTERNET)).build()));
    for (int zone = 0; zone < ZONES; zone++) {
      addSubnet(to, true, zone);
      to.share(
          LogicalId.of("Stp", INTERNET_ROUTE + zone),
          route(true, zone, "GatewayId", Fn.ref(INTERNET)).dependsOn(ATTACHMENT));
    }
    if (isPrivateWanted()) {
      addPrivateSubnets(to);
    }
  }

  private boolean isPrivateWanted() {
    return stack.withParts().values().stream()
        .anyMatch(resource -> need(resource) == NetworkNeed.PRIVATE_SUBNETS);
  }

  private static <P extends Record> NetworkNeed need(Resource<P> resource) {
    return resource.type().network(resource);
  }

  private void addPrivateSubnets(Contribution<?> to) {
    int nats = nats();
    for (int i = 0; i < nats; i++) {
      to.share(
          address(i),
          CfnResource.of(
                  "AWS::EC2::EIP",
                  new Tree().with("Domain", "vpc").with("Tags", tags("nat" + i)).build())
              .dependsOn(ATTACHMENT));
      to.share(
          nat(i),
          CfnResource.of(
              "AWS::EC2::NatGateway",
              new Tree()
                  .with("AllocationId", Fn.getAtt(address(i), "AllocationId"))
                  .with("SubnetId", Fn.ref(subnetId(true, i)))
                  .with("Tags", tags("nat" + i))
                  .build()));
    }
    for (int zone = 0; zone < ZONES; zone++) {
      addSubnet(to, false, zone);
      to.share(
          LogicalId.of("Stp", "NatPrivateSubnetRoute" + zone),
          route(false, zone, "NatGatewayId", Fn.ref(nat(Math.min(zone, nats - 1)))));
    }
    to.shareOutput(
        LogicalId.output("stp", "natPublicIps"),
        Fn.join(",", IntStream.range(0, nats).mapToObj(i -> Fn.ref(address(i))).toList()),
        "Addresses that traffic from the private subnets comes from");
  }

  private int nats() {
    StackConfig config = stack.stackConfig();
    StackConfig.Nat nat = config == null || config.vpc() == null ? null : config.vpc().nat();
    return nat == null || nat.availabilityZones() == null ? DEFAULT_NATS : nat.availabilityZones();
  }

  private void addSubnet(Contribution<?> to, boolean isPublic, int zone) {
    int block = (isPublic ? 0 : ZONES) + zone;
    to.share(
        subnetId(isPublic, zone),
        CfnResource.of(
            "AWS::EC2::Subnet",
            new Tree()
                .with("CidrBlock", "172.16." + 16 * block + ".0/20")
                .with("MapPublicIpOnLaunch", isPublic ? true : null)
                .with("VpcId", vpcId())
                .with(
                    "AvailabilityZone",
                    Map.of("Fn::Select", List.of(zone, Map.of("Fn::GetAZs", ""))))
                .with("Tags", tags((isPublic ? "public" : "private") + zone))
                .build()));
    to.share(
        tableId(isPublic, zone),
        CfnResource.of(
            "AWS::EC2::RouteTable",
            new Tree()
                .with("VpcId", vpcId())
                .with("Tags", tags((isPublic ? "public" : "private") + zone))
                .build()));
    to.share(
        LogicalId.of(subnetId(isPublic, zone), "SubnetRouteTableAssociation"),
        CfnResource.of(
            "AWS::EC2::SubnetRouteTableAssociation",
            new Tree()
                .with("RouteTableId", Fn.ref(tableId(isPublic, zone)))
                .with("SubnetId", Fn.ref(subnetId(isPublic, zone)))
                .build()));
  }

  private static CfnResource route(boolean isPublic, int zone, String gatewayKey, Object gateway) {
    return CfnResource.of(
        "AWS::EC2::Route",
        new Tree()
            .with("DestinationCidrBlock", "0.0.0.0/0")
            .with("RouteTableId", Fn.ref(tableId(isPublic, zone)))
            .with(gatewayKey, gateway)
            .build());
  }

  /** Shown in AWS's console, where nothing else tells the parts of two stacks apart. */
  private List<Object> tags(String part) {
    List<Object> tags = new ArrayList<>();
    tags.add(
        new Tree()
            .with("Key", "Name")
            .with("Value", stack.target().stackName() + "-" + part)
            .build());
    tags.addAll(stack.tags().toList());
    return tags;
  }

  private static String subnetId(boolean isPublic, int zone) {
    return isPublic ? Lookup.ReusedVpc.subnet(zone) : Lookup.ReusedPrivateSubnets.subnet(zone);
  }

  private static String tableId(boolean isPublic, int zone) {
    return LogicalId.of(subnetId(isPublic, zone), "RouteTable");
  }

  private static String address(int index) {
    return LogicalId.of("Stp", "NatEip" + index);
  }

  private static String nat(int index) {
    return LogicalId.of("Stp", "NatGateway" + index);
  }
}
