package dev.stacktape.deploy;

import dev.stacktape.plan.Change;
import dev.stacktape.plan.Change.Data;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The deletion policies that the deployed template needs before its stack is deleted, so that
 * CloudFormation does what was consented to. Why it is done so stands in {@code
 * docs/decisions/0003-deleting-a-stack-with-data.md}.
 */
final class DeletionPolicies {
  static final String BUCKET = "AWS::S3::Bucket";
  private static final String POLICY = "DeletionPolicy";
  private static final String METADATA = "Metadata";

  private final Map<String, String> wanted = new LinkedHashMap<>();
  private final Template deployed;

  private DeletionPolicies(Template deployed) {
    this.deployed = deployed;
  }

  static DeletionPolicies of(DeletionRequest request) {
    DeletionPolicies policies = new DeletionPolicies(request.deployed().template());
    request.plan().changes().stream().filter(request::mayLose).forEach(policies::decide);
    return policies;
  }

  private void decide(Change change) {
    CfnResource resource = deployed.resources().get(change.logicalId());
    if (resource == null) {
      return;
    }
    if (change.type().equals(BUCKET)) {
      // CloudFormation cannot delete a bucket with objects in it, and none may be emptied before
      // the stack is gone: so it is left behind, and removed afterwards.
      want(change.logicalId(), resource, "Retain");
    } else if (change.data() == Data.KEPT) {
      want(change.logicalId(), resource, "Delete");
    }
  }

  private void want(String logicalId, CfnResource resource, String policy) {
    if (!policy.equals(resource.deletionPolicy())) {
      wanted.put(logicalId, policy);
    }
  }

  /** Whether the deployed template has them all already. */
  boolean areSet() {
    return wanted.isEmpty();
  }

  /** The deployed template with these policies and nothing else different. */
  Template applied() {
    Map<String, CfnResource> resources = new LinkedHashMap<>(deployed.resources());
    wanted.forEach((id, policy) -> resources.computeIfPresent(id, (key, old) -> with(old, policy)));
    return deployed.withResources(resources);
  }

  /**
   * CloudFormation does not take an update of nothing but a deletion policy; changed metadata makes
   * it one that it takes.
   */
  private static CfnResource with(CfnResource resource, String policy) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    if (resource.attributes().get(METADATA) instanceof Map<?, ?> present) {
      present.forEach((key, value) -> metadata.put(String.valueOf(key), value));
    }
    metadata.put("stacktape:deletion", policy);
    return resource.withAttribute(POLICY, policy).withAttribute(METADATA, metadata);
  }

  /** Logical ids of the buckets whose loss was consented to. */
  static List<String> buckets(DeletionRequest request) {
    return request.plan().changes().stream()
        .filter(change -> change.type().equals(BUCKET))
        .filter(request::mayLose)
        .map(Change::logicalId)
        .toList();
  }
}
