package dev.stacktape.plan;

import dev.stacktape.template.CfnResource;
import dev.stacktape.template.PropertySchema;
import dev.stacktape.template.ResourceDiff;
import dev.stacktape.template.ResourceSchema;
import dev.stacktape.template.ResourceSchemas;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody may do more after a change than before: everybody (public policies, open
 * security groups, function URLs without authorisation, buckets without their block), or a role
 * that is already there (statements that were not there before). A new role with the rights of a
 * new workload is no growth; a new role that may do everything is.
 */
final class Exposure {
  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0/0", "::/0");
  private static final Set<String> OF_IDENTITIES =
      Set.of(
          "IdentityPolicyResource",
          "InlineIdentityPolicies",
          "ManagedPolicies",
          "SsoPermissionSet");
  private static final String ADMINISTRATOR = "AdministratorAccess";

  private final ResourceSchemas schemas;

  Exposure(ResourceSchemas schemas) {
    this.schemas = schemas;
  }

  boolean grows(ResourceDiff diff) {
    CfnResource wanted = diff.wanted();
    if (wanted == null) {
      return false;
    }
    CfnResource deployed = diff.deployed();
    Set<String> open = new TreeSet<>(openings(wanted));
    if (deployed != null) {
      open.removeAll(openings(deployed));
    }
    return !open.isEmpty()
        || (deployed != null && isIdentity(wanted.type()) && widens(deployed, wanted));
  }

  /** Whether the type is a user, role or group, or a policy that hangs on one. */
  private boolean isIdentity(String type) {
    ResourceSchema schema = schemas.find(type);
    return schema != null
        && Stream.concat(
                Stream.ofNullable(schema.scrutiny()),
                schema.properties().values().stream()
                    .map(PropertySchema::scrutiny)
                    .filter(Objects::nonNull))
            .anyMatch(OF_IDENTITIES::contains);
  }

  /** Rights that nobody had: new allowing statements, lost denying ones, more attached policies. */
  private static boolean widens(CfnResource deployed, CfnResource wanted) {
    Grants before = Grants.in(deployed.properties());
    Grants after = Grants.in(wanted.properties());
    Set<Object> policies = new HashSet<>(managedPolicies(wanted));
    policies.removeAll(managedPolicies(deployed));
    return after.allowsMoreThan(before)
        || !after.denials().containsAll(before.denials())
        || !policies.isEmpty()
        || boundaryIsGone(deployed, wanted);
  }

  private static boolean boundaryIsGone(CfnResource deployed, CfnResource wanted) {
    return deployed.properties().containsKey("PermissionsBoundary")
        && !wanted.properties().containsKey("PermissionsBoundary");
  }

  private static List<?> managedPolicies(CfnResource resource) {
    return resource.properties().get("ManagedPolicyArns") instanceof List<?> list
        ? list
        : List.of();
  }

  /** A name for each way in which a resource is open to everybody or may do everything. */
  private static Set<String> openings(CfnResource resource) {
    Set<String> open = new TreeSet<>();
    Map<String, Object> properties = resource.properties();
    Grants.in(properties).unlimited().forEach(grant -> open.add("policy " + grant));
    managedPolicies(resource).stream()
        .filter(arn -> String.valueOf(arn).contains(ADMINISTRATOR))
        .forEach(arn -> open.add(ADMINISTRATOR));
    switch (resource.type()) {
      case "AWS::Lambda::Permission" -> whenEquals(properties, "Principal", "*", open);
      case "AWS::Lambda::Url" -> whenEquals(properties, "AuthType", "NONE", open);
      case "AWS::RDS::DBInstance", "AWS::RDS::DBCluster", "AWS::Redshift::Cluster" ->
          whenEquals(properties, "PubliclyAccessible", "true", open);
      case "AWS::EC2::SecurityGroup" -> networks(properties.get("SecurityGroupIngress"), open);
      case "AWS::EC2::SecurityGroupIngress" -> networks(properties, open);
      case "AWS::S3::Bucket" -> bucket(properties, open);
      default -> {}
    }
    return open;
  }

  private static void bucket(Map<String, Object> properties, Set<String> open) {
    whenEquals(properties, "AccessControl", "PublicRead", open);
    whenEquals(properties, "AccessControl", "PublicReadWrite", open);
    if (properties.get("PublicAccessBlockConfiguration") instanceof Map<?, ?> block) {
      block.forEach(
          (key, value) -> {
            if ("false".equals(String.valueOf(value))) {
              open.add("without " + key);
            }
          });
    }
  }

  private static void networks(@Nullable Object rules, Set<String> open) {
    if (rules instanceof List<?> list) {
      list.forEach(rule -> networks(rule, open));
    } else if (rules instanceof Map<?, ?> rule
        && (EVERYWHERE.contains(String.valueOf(rule.get("CidrIp")))
            || EVERYWHERE.contains(String.valueOf(rule.get("CidrIpv6"))))) {
      open.add(
          "ports %s-%s %s"
              .formatted(rule.get("FromPort"), rule.get("ToPort"), rule.get("IpProtocol")));
    }
  }

  private static void whenEquals(
      Map<String, Object> properties, String name, String value, Set<String> open) {
    if (value.equalsIgnoreCase(String.valueOf(properties.get(name)))) {
      open.add(name + " " + value);
    }
  }
}
