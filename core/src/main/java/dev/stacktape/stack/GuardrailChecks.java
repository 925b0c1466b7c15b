package dev.stacktape.stack;

import static dev.stacktape.stack.StackCode.GUARDRAIL_BROKEN;
import static dev.stacktape.stack.StackCode.GUARDRAIL_UNPROVABLE;

import dev.stacktape.config.Guardrails;
import dev.stacktape.config.RequiredProtection;
import dev.stacktape.name.Target;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.PlaceFinder;
import dev.stacktape.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds a finished template to guardrails. What it looks at is the template alone, so it does not
 * matter whether a value comes from a property, an override or a raw CloudFormation resource. A
 * limited value that only AWS knows is refused: nobody could say that it keeps the limit.
 */
final class GuardrailChecks {
  private static final int CPU_UNITS = 1024;
  private static final int DEFAULT_FUNCTION_MEMORY = 128;
  private static final int DEFAULT_FUNCTION_TIMEOUT = 3;

  /** Where the size of what runs by the hour stands, by type. */
  private static final Map<String, List<String>> SIZES =
      Map.of(
          "AWS::RDS::DBInstance", List.of("DBInstanceClass"),
          "AWS::RDS::DBCluster", List.of("DBClusterInstanceClass"),
          "AWS::ElastiCache::ReplicationGroup", List.of("CacheNodeType"),
          "AWS::ElastiCache::CacheCluster", List.of("CacheNodeType"),
          "AWS::EC2::Instance", List.of("InstanceType"),
          "AWS::EC2::LaunchTemplate", List.of("LaunchTemplateData", "InstanceType"),
          "AWS::Batch::ComputeEnvironment", List.of("ComputeResources", "InstanceTypes"),
          "AWS::OpenSearchService::Domain", List.of("ClusterConfig", "InstanceType"));

  private static final Set<String> DATABASES =
      Set.of("AWS::RDS::DBInstance", "AWS::RDS::DBCluster");

  /** The property that keeps from deletion, by type. */
  private static final Map<String, String> DELETION_PROTECTION =
      Map.of(
          "AWS::RDS::DBInstance", "DeletionProtection",
          "AWS::RDS::DBCluster", "DeletionProtection",
          "AWS::DynamoDB::Table", "DeletionProtectionEnabled",
          "AWS::DynamoDB::GlobalTable", "Replicas.DeletionProtectionEnabled",
          "AWS::Cognito::UserPool", "DeletionProtection");

  /** The property that encrypts, by type. */
  private static final Map<String, String> ENCRYPTION =
      Map.of(
          "AWS::RDS::DBInstance", "StorageEncrypted",
          "AWS::RDS::DBCluster", "StorageEncrypted",
          "AWS::ElastiCache::ReplicationGroup", "AtRestEncryptionEnabled",
          "AWS::EFS::FileSystem", "Encrypted");

  private final Guardrails guardrails;
  private final String source;
  private final Target target;
  private final Template template;
  private final PlaceFinder places;
  private final Problems problems;

  /**
   * @param source what to call the guardrails in messages, such as {@code the config}
   */
  GuardrailChecks(
      Guardrails guardrails,
      String source,
      Target target,
      Template template,
      PlaceFinder places,
      Problems problems) {
    this.guardrails = guardrails;
    this.source = source;
    this.target = target;
    this.template = template;
    this.places = places;
    this.problems = problems;
  }

  void check() {
    oneOf("stage", target.stage(), guardrails.allowedStages());
    oneOf("region", target.region(), guardrails.allowedRegions());
    Integer most = guardrails.maxResources();
    if (most != null && template.resources().size() > most) {
      broken(
          "The stack has %d CloudFormation resources; at most %d are allowed."
              .formatted(template.resources().size(), most),
          null);
    }
    template.resources().forEach(this::check);
  }

  private void oneOf(String what, String value, List<String> allowed) {
    if (!allowed.isEmpty() && !Guardrails.matches(allowed, value)) {
      broken(
          "The %s `%s` may not be deployed; allowed is %s."
              .formatted(what, value, String.join(", ", allowed)),
          null);
    }
  }

  private void check(String id, CfnResource resource) {
    if (Guardrails.matches(guardrails.forbiddenTypes(), resource.type())) {
      broken(
          "`%s` is of the type %s, which may not be used.".formatted(id, resource.type()), at(id));
    }
    if (resource.type().equals("AWS::Lambda::Function")) {
      atMost(id, guardrails.maxFunctionMemory(), DEFAULT_FUNCTION_MEMORY, "MB", "MemorySize");
      atMost(id, guardrails.maxFunctionTimeout(), DEFAULT_FUNCTION_TIMEOUT, "seconds", "Timeout");
    } else if (resource.type().equals("AWS::ECS::TaskDefinition")) {
      Double cpu = guardrails.maxTaskCpu();
      atMost(id, cpu == null ? null : cpu * CPU_UNITS, 0, "CPU units", "Cpu");
      atMost(id, guardrails.maxTaskMemory(), 0, "MB", "Memory");
    }
    List<String> size = SIZES.get(resource.type());
    if (size != null) {
      named(id, "size", guardrails.allowedInstances(), size.toArray(String[]::new));
    }
    if (DATABASES.contains(resource.type())) {
      named(id, "engine", guardrails.allowedDatabaseEngines(), "Engine");
    }
    guardrails.require().forEach(protection -> check(protection, id, resource));
  }

  private void atMost(
      String id, @Nullable Number most, int otherwise, String unit, String property) {
    if (most == null) {
      return;
    }
    Object value = value(id, property);
    @Nullable Double number = number(value == null ? otherwise : value);
    if (number == null) {
      unprovable(id, property);
    } else if (number > most.doubleValue()) {
      broken(
          "`%s` of `%s` is %s; at most %s %s are allowed."
              .formatted(property, id, plain(number), plain(most.doubleValue()), unit),
          at(id, property));
    }
  }

  private void named(String id, String what, List<String> allowed, String... path) {
    Object value = value(id, path);
    if (allowed.isEmpty() || value == null) {
      return;
    }
    Stream<?> values = value instanceof List<?> several ? several.stream() : Stream.of(value);
    values.forEach(
        one -> {
          if (!(one instanceof String name) || name.startsWith("{{resolve:")) {
            unprovable(id, path);
          } else if (!Guardrails.matches(allowed, name)) {
            broken(
                "`%s` has the %s `%s`; allowed is %s."
                    .formatted(id, what, name, String.join(", ", allowed)),
                at(id, path));
          }
        });
  }

  private void check(RequiredProtection protection, String id, CfnResource resource) {
    switch (protection) {
      case DELETION_PROTECTION ->
          switchedOn(id, DELETION_PROTECTION.get(resource.type()), "protected against deletion");
      case ENCRYPTION -> switchedOn(id, ENCRYPTION.get(resource.type()), "encrypted");
      case PRIVATE_DATABASES -> {
        Object open = value(id, "PubliclyAccessible");
        if (DATABASES.contains(resource.type()) && open != null && !isFalse(open)) {
          broken(
              "`%s` can be reached from outside of the VPC.".formatted(id),
              at(id, "PubliclyAccessible"));
        }
      }
      case DEAD_LETTER_QUEUES -> {
        if (resource.type().equals("AWS::SQS::Queue")
            && isReadByFunction(id)
            && value(id, "RedrivePolicy") == null) {
          broken(
              "`%s` has no dead-letter queue for what functions cannot process.".formatted(id),
              at(id));
        }
      }
      case FIREWALL -> {
        if (!hasFirewall(id, resource)) {
          broken("`%s` has no web application firewall.".formatted(id), at(id));
        }
      }
    }
  }

  private void switchedOn(String id, @Nullable String property, String what) {
    if (property == null) {
      return;
    }
    String[] path = property.split("\\.");
    Object value = value(id, path);
    if (!Boolean.TRUE.equals(value) && !"true".equals(value) && !"ACTIVE".equals(value)) {
      broken("`%s` is not %s (%s).".formatted(id, what, property), at(id, path));
    }
  }

  private boolean isReadByFunction(String queue) {
    Map<String, Object> arn = Map.of("Fn::GetAtt", List.of(queue, "Arn"));
    return template.resources().values().stream()
        .filter(resource -> resource.type().equals("AWS::Lambda::EventSourceMapping"))
        .anyMatch(mapping -> arn.equals(mapping.properties().get("EventSourceArn")));
  }

  private boolean hasFirewall(String id, CfnResource resource) {
    return switch (resource.type()) {
      case "AWS::CloudFront::Distribution" -> value(id, "DistributionConfig", "WebACLId") != null;
      case "AWS::ElasticLoadBalancingV2::LoadBalancer" ->
          "network".equals(value(id, "Type"))
              || "internal".equals(value(id, "Scheme"))
              || template.resources().values().stream()
                  .filter(other -> other.type().equals("AWS::WAFv2::WebACLAssociation"))
                  .anyMatch(
                      other -> Map.of("Ref", id).equals(other.properties().get("ResourceArn")));
      default -> true;
    };
  }

  private @Nullable Object value(String id, String... path) {
    CfnResource resource = template.resources().get(id);
    Object value = resource == null ? null : resource.properties();
    for (String step : path) {
      // Of a table with replicas ours has one; others come from overrides, and are taken alike.
      Object inside = value instanceof List<?> list && !list.isEmpty() ? list.get(0) : value;
      value = inside instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return value;
  }

  private static @Nullable Double number(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    try {
      return value instanceof String text ? Double.valueOf(text) : null;
    } catch (NumberFormatException computed) {
      return null;
    }
  }

  private static boolean isFalse(Object value) {
    return Boolean.FALSE.equals(value) || "false".equals(value);
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }

  private @Nullable Location at(String id, String... path) {
    return places.find(id, List.of(path));
  }

  private void broken(String what, @Nullable Location place) {
    Problem problem =
        GUARDRAIL_BROKEN
            .error(what)
            .hint(
                "The guardrails of %s say so; keep to them, or have them changed."
                    .formatted(source));
    problems.add(place == null ? problem : problem.at(place));
  }

  private void unprovable(String id, String... path) {
    List<String> steps = new ArrayList<>(List.of(path));
    Problem problem =
        GUARDRAIL_UNPROVABLE
            .error(
                "`%s` of `%s` is known only during deployment, but guardrails limit it."
                    .formatted(String.join(".", steps), id))
            .hint("Write the value itself; the guardrails are those of %s.".formatted(source));
    Location place = at(id, path);
    problems.add(place == null ? problem : problem.at(place));
  }
}
