package dev.stacktape.aws;

import dev.stacktape.event.EventListener;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * What is asked of Amazon EC2: four reading calls, made with the SDK's own signer, retries and HTTP
 * client. The SDK's client for EC2 would add 24 MB for them, twice of what all others weigh.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Query-Requests.html">EC2
 *     Query API</a>
 */
public final class Ec2 {
  private static final String VERSION = "2016-11-15";

  private final SignedCalls calls;

  Ec2(
      AwsSettings settings,
      AwsCredentialsProvider credentials,
      SdkHttpClient http,
      EventListener events) {
    this.calls = new SignedCalls(settings, credentials, http, events, "ec2");
  }

  /**
   * A VPC.
   *
   * @param cidr its first range of addresses
   */
  public record Vpc(String id, String cidr) {}

  /**
   * A subnet.
   *
   * @param zone the availability zone, such as {@code eu-west-1a}
   */
  public record Subnet(String id, String zone) {}

  /**
   * A route table.
   *
   * @param main whether it is for all subnets of the VPC that have none of their own
   * @param subnets the ids of the subnets that it is for
   * @param toInternetGateway whether it leads to the internet directly
   * @param leadsOut whether it leads out of the VPC at all, as through a NAT gateway
   */
  public record RouteTable(
      String id, boolean main, List<String> subnets, boolean toInternetGateway, boolean leadsOut) {}

  /**
   * The VPC with an id.
   *
   * @throws SdkException as the clients of the SDK throw
   */
  public Optional<Vpc> vpc(String id) {
    try {
      return all("DescribeVpcs", "vpcSet", Map.of("VpcId.1", id)).stream()
          .map(vpc -> new Vpc(Xml.text(vpc, "vpcId"), Xml.text(vpc, "cidrBlock")))
          .findFirst();
    } catch (AwsServiceException answer) {
      if (AwsErrors.code(answer).startsWith("InvalidVpc")) {
        return Optional.empty();
      }
      throw answer;
    }
  }

  /** The subnets of a VPC. */
  public List<Subnet> subnets(String vpcId) {
    return all("DescribeSubnets", "subnetSet", ofVpc(vpcId)).stream()
        .map(
            subnet ->
                new Subnet(Xml.text(subnet, "subnetId"), Xml.text(subnet, "availabilityZone")))
        .toList();
  }

  /** The route tables of a VPC. */
  public List<RouteTable> routeTables(String vpcId) {
    return all("DescribeRouteTables", "routeTableSet", ofVpc(vpcId)).stream()
        .map(Ec2::routeTable)
        .toList();
  }

  private static RouteTable routeTable(Element table) {
    List<Element> associations = Xml.items(table, "associationSet");
    List<Element> outward =
        Xml.items(table, "routeSet").stream()
            .filter(route -> Xml.text(route, "destinationCidrBlock").equals("0.0.0.0/0"))
            .filter(route -> !Xml.text(route, "state").equals("blackhole"))
            .toList();
    return new RouteTable(
        Xml.text(table, "routeTableId"),
        associations.stream().anyMatch(one -> Xml.text(one, "main").equals("true")),
        associations.stream()
            .map(one -> Xml.text(one, "subnetId"))
            .filter(id -> !id.isEmpty())
            .toList(),
        outward.stream().anyMatch(route -> Xml.text(route, "gatewayId").startsWith("igw-")),
        !outward.isEmpty());
  }

  /** The ids of the machines of an Auto Scaling group that run. */
  public List<String> runningInstances(String autoScalingGroup) {
    Map<String, String> filters =
        Map.of(
            "Filter.1.Name", "tag:aws:autoscaling:groupName",
            "Filter.1.Value.1", autoScalingGroup,
            "Filter.2.Name", "instance-state-name",
            "Filter.2.Value.1", "running");
    return all("DescribeInstances", "reservationSet", filters).stream()
        .flatMap(reservation -> Xml.items(reservation, "instancesSet").stream())
        .map(instance -> Xml.text(instance, "instanceId"))
        .toList();
  }

  private static Map<String, String> ofVpc(String vpcId) {
    return Map.of("Filter.1.Name", "vpc-id", "Filter.1.Value.1", vpcId);
  }

  private List<Element> all(String action, String set, Map<String, String> parameters) {
    List<Element> items = new ArrayList<>();
    String next = "";
    do {
      Map<String, String> page = new LinkedHashMap<>(parameters);
      if (!next.isEmpty()) {
        page.put("NextToken", next);
      }
      Element answer = callWithRetries(action, page);
      items.addAll(Xml.items(answer, set));
      next = Xml.text(answer, "nextToken");
    } while (!next.isEmpty());
    return items;
  }

  private Element callWithRetries(String action, Map<String, String> parameters) {
    return calls.withRetries(() -> call(action, parameters));
  }

  private Element call(String action, Map<String, String> parameters) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .uri(calls.address())
            .encodedPath("/")
            .putRawQueryParameter("Action", action)
            .putRawQueryParameter("Version", VERSION);
    parameters.forEach(request::putRawQueryParameter);
    return answer(calls.send(request.build(), null));
  }

  private Element answer(SignedCalls.Answer answer) {
    Element root = root(answer);
    if (answer.isGood() && root != null) {
      return root;
    }
    Element error = root == null ? null : Xml.first(root, "Error");
    throw calls.refused(
        answer.status(),
        error == null ? "" : Xml.text(error, "Code"),
        error == null ? "" : Xml.text(error, "Message"));
  }

  private static @Nullable Element root(SignedCalls.Answer answer) {
    try {
      return answer.body().length == 0 ? null : Xml.read(new ByteArrayInputStream(answer.body()));
    } catch (IOException unreadable) {
      return null;
    }
  }
}
