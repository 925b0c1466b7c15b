package dev.stacktape.local.ec2;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.AwsService;
import dev.stacktape.local.cloudformation.record.KnownResource;
import dev.stacktape.local.cloudformation.record.Records;
import dev.stacktape.local.http.FormParameters;
import dev.stacktape.local.http.XmlWriter;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Amazon EC2, as far as networks can be looked at: the VPCs, subnets and route tables that stacks
 * have made as records. Nothing can be made or changed through it.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Welcome.html">EC2 API</a>
 */
public final class Ec2 implements AwsService {
  private static final String NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/";
  private static final String DEFAULT_REGION = "us-east-1";

  private final Function<String, Records> regions;

  /**
   * EC2 of an endpoint.
   *
   * @param regions the records of a region
   */
  public Ec2(Function<String, Records> regions) {
    this.regions = regions;
  }

  @Override
  public String signingName() {
    return "ec2";
  }

  @Override
  public String operation(AwsRequest request) {
    return FormParameters.of(request).action();
  }

  @Override
  public AwsResponse handle(AwsRequest request) {
    FormParameters form = FormParameters.of(request);
    Records records = regions.apply(request.region().isEmpty() ? DEFAULT_REGION : request.region());
    return switch (form.action()) {
      case "DescribeVpcs" -> answer(request, form, xml -> vpcs(xml, form, records));
      case "DescribeSubnets" -> answer(request, form, xml -> subnets(xml, form, records));
      case "DescribeRouteTables" -> answer(request, form, xml -> routeTables(xml, form, records));
      default ->
          throw new AwsError(
              400,
              "InvalidAction",
              "The action " + form.action() + " is not valid for this web service.");
    };
  }

  private static void vpcs(XmlWriter xml, FormParameters form, Records records) {
    List<String> wanted = form.list("VpcId");
    List<KnownResource> vpcs = records.of("AWS::EC2::VPC");
    for (String id : wanted) {
      if (vpcs.stream().noneMatch(vpc -> vpc.physicalId().equals(id))) {
        throw new AwsError(400, "InvalidVpcID.NotFound", "The vpc ID '" + id + "' does not exist");
      }
    }
    Filters filters = Filters.of(form);
    xml.list(
        "vpcSet",
        "item",
        vpcs.stream()
            .filter(vpc -> wanted.isEmpty() || wanted.contains(vpc.physicalId()))
            .filter(vpc -> filters.match("vpc-id", vpc.physicalId()))
            .toList(),
        (item, vpc) ->
            item.text("vpcId", vpc.physicalId())
                .text("state", "available")
                .text("cidrBlock", vpc.text("CidrBlock"))
                .text("isDefault", "false"));
  }

  private static void subnets(XmlWriter xml, FormParameters form, Records records) {
    List<String> wanted = form.list("SubnetId");
    Filters filters = Filters.of(form);
    xml.list(
        "subnetSet",
        "item",
        records.of("AWS::EC2::Subnet").stream()
            .filter(subnet -> wanted.isEmpty() || wanted.contains(subnet.physicalId()))
            .filter(subnet -> filters.match("vpc-id", subnet.text("VpcId")))
            .filter(subnet -> filters.match("subnet-id", subnet.physicalId()))
            .toList(),
        (item, subnet) ->
            item.text("subnetId", subnet.physicalId())
                .text("state", "available")
                .text("vpcId", subnet.text("VpcId"))
                .text("cidrBlock", subnet.text("CidrBlock"))
                .text("availabilityZone", subnet.text("AvailabilityZone"))
                .text("mapPublicIpOnLaunch", subnet.text("MapPublicIpOnLaunch").equals("true")));
  }

  private static void routeTables(XmlWriter xml, FormParameters form, Records records) {
    Filters filters = Filters.of(form);
    xml.list(
        "routeTableSet",
        "item",
        records.of("AWS::EC2::RouteTable").stream()
            .filter(table -> filters.match("vpc-id", table.text("VpcId")))
            .toList(),
        (item, table) -> {
          item.text("routeTableId", table.physicalId()).text("vpcId", table.text("VpcId"));
          item.list(
              "routeSet",
              "item",
              of(table, records.of("AWS::EC2::Route")),
              (entry, route) ->
                  entry
                      .text("destinationCidrBlock", route.properties().get("DestinationCidrBlock"))
                      .text("gatewayId", route.properties().get("GatewayId"))
                      .text("natGatewayId", route.properties().get("NatGatewayId"))
                      .text("state", "active")
                      .text("origin", "CreateRoute"));
          item.list(
              "associationSet",
              "item",
              of(table, records.of("AWS::EC2::SubnetRouteTableAssociation")),
              (entry, association) ->
                  entry
                      .text("routeTableAssociationId", association.physicalId())
                      .text("routeTableId", table.physicalId())
                      .text("subnetId", association.text("SubnetId"))
                      .text("main", "false"));
        });
  }

  private static List<KnownResource> of(KnownResource table, List<KnownResource> parts) {
    return parts.stream()
        .filter(part -> part.text("RouteTableId").equals(table.physicalId()))
        .toList();
  }

  /** EC2's own dialect of the query protocol: no element around the result. */
  private static AwsResponse answer(
      AwsRequest request, FormParameters form, Consumer<XmlWriter> result) {
    return AwsResponse.xml(
        200,
        XmlWriter.document(
            form.action() + "Response",
            NAMESPACE,
            xml -> {
              xml.text("requestId", request.id());
              result.accept(xml);
            }));
  }

  @Override
  public AwsResponse error(AwsError error, String requestId) {
    return AwsResponse.xml(
        error.status(),
        XmlWriter.document(
            "Response",
            "",
            xml ->
                xml.element(
                        "Errors",
                        errors ->
                            errors.element(
                                "Error",
                                detail ->
                                    detail
                                        .text("Code", error.code())
                                        .text("Message", error.getMessage())))
                    .text("RequestID", requestId)));
  }
}
