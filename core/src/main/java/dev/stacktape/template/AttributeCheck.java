package dev.stacktape.template;

import dev.stacktape.problem.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Checks what stands beside the properties of a resource: its policies, its condition, what it
 * waits for. AWS's resource schemas say nothing of it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-product-attribute-reference.html">Resource
 *     attribute reference</a>
 */
final class AttributeCheck {
  /** In the form of the bundled schemas, which {@code scripts/README.md} describes. */
  private static final ResourceSchema ATTRIBUTES =
      SchemaReader.read(
          """
          {"type":"a resource","properties":{
            "Condition":"string",
            "CreationPolicy":"#CreationPolicy",
            "DeletionPolicy":"string",
            "DependsOn":"string|[string]",
            "Description":"string",
            "Metadata":"{json}",
            "UpdatePolicy":"#UpdatePolicy",
            "UpdateReplacePolicy":"string",
            "Version":"string"},
          "definitions":{
            "CreationPolicy":{
              "AutoScalingCreationPolicy":"#AutoScalingCreationPolicy",
              "ResourceSignal":"#ResourceSignal",
              "StartFleet":"boolean"},
            "AutoScalingCreationPolicy":{"MinSuccessfulInstancesPercent":"integer"},
            "ResourceSignal":{"Count":"integer","Timeout":"string"},
            "UpdatePolicy":{
              "AutoScalingReplacingUpdate":"#AutoScalingReplacingUpdate",
              "AutoScalingRollingUpdate":"#AutoScalingRollingUpdate",
              "AutoScalingScheduledAction":"#AutoScalingScheduledAction",
              "CodeDeployLambdaAliasUpdate":"#CodeDeployLambdaAliasUpdate",
              "EnableVersionUpgrade":"boolean",
              "UseOnlineResharding":"boolean"},
            "AutoScalingReplacingUpdate":{"WillReplace":"boolean"},
            "AutoScalingRollingUpdate":{
              "MaxBatchSize":"integer",
              "MinActiveInstancesPercent":"integer",
              "MinInstancesInService":"integer",
              "MinSuccessfulInstancesPercent":"integer",
              "PauseTime":"string",
              "SuspendProcesses":"[string]",
              "WaitOnResourceSignals":"boolean"},
            "AutoScalingScheduledAction":{"IgnoreUnmodifiedGroupSizeProperties":"boolean"},
            "CodeDeployLambdaAliasUpdate":{
              "AfterAllowTrafficHook":"string",
              "ApplicationName":"!string",
              "BeforeAllowTrafficHook":"string",
              "DeploymentGroupName":"!string"}}}
          """);

  private static final Set<String> KEYS = keys();

  private final ResourceSchemas schemas;
  private final String id;
  private final CfnResource resource;
  private final List<Problem> found = new ArrayList<>();

  AttributeCheck(ResourceSchemas schemas, String id, CfnResource resource) {
    this.schemas = schemas;
    this.id = id;
    this.resource = resource;
  }

  List<Problem> check() {
    resource.attributes().keySet().forEach(this::key);
    Map<String, Object> known = new LinkedHashMap<>(resource.attributes());
    known.keySet().retainAll(ATTRIBUTES.properties().keySet());
    for (SchemaViolation violation : ATTRIBUTES.check(known)) {
      found.add(
          TemplateCode.of(violation.kind())
              .error("In %s: %s".formatted(id, violation.message()))
              .hint(violation.hint()));
    }
    policy("DeletionPolicy", DataPolicies.DELETION);
    policy("UpdateReplacePolicy", DataPolicies.UPDATE_REPLACE);
    return List.copyOf(found);
  }

  private static Set<String> keys() {
    Set<String> keys = new TreeSet<>(ATTRIBUTES.properties().keySet());
    keys.addAll(List.of("Properties", "Type"));
    return Collections.unmodifiableSet(keys);
  }

  private void key(String key) {
    if (!KEYS.contains(key)) {
      found.add(
          TemplateCode.TEMPLATE_UNKNOWN_RESOURCE_KEY
              .error("'%s' of %s is not a key of a CloudFormation resource.".formatted(key, id))
              .hint(
                  schemaHasProperty(key)
                      ? "Put it under Properties."
                      : TemplateCheck.didYouMean(key, KEYS, TemplateCheck.known("keys", KEYS))));
    }
  }

  private boolean schemaHasProperty(String key) {
    ResourceSchema schema = schemas.find(resource.type());
    return schema != null && schema.properties().containsKey(key);
  }

  private void policy(String key, Set<String> allowed) {
    String policy = scalar(resource.attributes().get(key));
    if (policy == null) {
      return;
    }
    if (!allowed.contains(policy)) {
      found.add(
          TemplateCode.TEMPLATE_NOT_ALLOWED_VALUE
              .error(
                  "%s of %s is '%s'; allowed are %s."
                      .formatted(key, id, policy, String.join(", ", new TreeSet<>(allowed))))
              .hint(TemplateCheck.didYouMean(policy, allowed, "Use one of the allowed values.")));
    } else if (policy.equals("Snapshot") && !DataPolicies.supportsSnapshot(resource.type())) {
      found.add(
          TemplateCode.TEMPLATE_NOT_ALLOWED_VALUE
              .error(
                  "%s of %s is 'Snapshot', and AWS makes no snapshots of %s."
                      .formatted(key, id, resource.type()))
              .hint("Use 'Retain' to keep the data."));
    }
  }

  /** What CloudFormation would take for a text; null for what is none, or a function. */
  private static @Nullable String scalar(@Nullable Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean
        ? value.toString()
        : null;
  }
}
