package dev.stacktape.resource;

import dev.stacktape.name.LogicalId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What only AWS knows and a template needs. It stands in the template as parameters, so that
 * synthesis stays offline; their values are looked up before a plan is made, and are part of the
 * plan.
 *
 * @see Contribution#lookUp
 */
public sealed interface Lookup {
  /** The CloudFormation type of each template parameter that it fills, by logical id. */
  Map<String, String> parameters();

  /**
   * A VPC that is there already, by its id or by the stack that made it.
   *
   * @param vpcId null when the stack is given
   * @param stackName null when the id is given
   */
  record VpcSource(@Nullable String vpcId, @Nullable String stackName) {}

  /**
   * A VPC with its public subnets. The parameters have the logical ids that the resources of an own
   * VPC have, so that a reference to either looks the same.
   */
  record ReusedVpc(VpcSource source) implements Lookup {
    /** The id of the VPC. */
    public static final String ID = LogicalId.of("Stp", "Vpc");

    /** The range of its addresses, such as {@code 10.0.0.0/16}. */
    public static final String CIDR = LogicalId.of("Stp", "VpcCidr");

    /** How many public subnets a stack uses, as an own VPC has. */
    public static final int SUBNETS = 3;

    /** A public subnet. */
    public static String subnet(int index) {
      return LogicalId.of("Stp", "PublicSubnet" + index);
    }

    @Override
    public Map<String, String> parameters() {
      Map<String, String> parameters = new LinkedHashMap<>();
      parameters.put(ID, "AWS::EC2::VPC::Id");
      parameters.put(CIDR, "String");
      for (int i = 0; i < SUBNETS; i++) {
        parameters.put(subnet(i), "AWS::EC2::Subnet::Id");
      }
      return parameters;
    }
  }

  /** The private subnets of a VPC. */
  record ReusedPrivateSubnets(VpcSource source) implements Lookup {
    /** How many private subnets a VPC must have to be used. */
    public static final int SUBNETS = 2;

    /** A private subnet. */
    public static String subnet(int index) {
      return LogicalId.of("Stp", "PrivateSubnet" + index);
    }

    @Override
    public Map<String, String> parameters() {
      Map<String, String> parameters = new LinkedHashMap<>();
      for (int i = 0; i < SUBNETS; i++) {
        parameters.put(subnet(i), "AWS::EC2::Subnet::Id");
      }
      return parameters;
    }
  }

  /** The route tables of the subnets that a stack uses of a VPC. */
  record ReusedRouteTables(VpcSource source) implements Lookup {
    /** A list of ids. */
    public static final String IDS = LogicalId.of("Stp", "RouteTableIds");

    @Override
    public Map<String, String> parameters() {
      return Map.of(IDS, "CommaDelimitedList");
    }
  }

  /** The public hosted zone that holds the records of a domain. */
  record HostedZone(String domain) implements Lookup {
    /** The id of the zone. */
    public String parameter() {
      return LogicalId.of("Stp", domain.replace("*", "wildcard"), "HostedZoneId");
    }

    @Override
    public Map<String, String> parameters() {
      return Map.of(parameter(), "AWS::Route53::HostedZone::Id");
    }
  }
}
