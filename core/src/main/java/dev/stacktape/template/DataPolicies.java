package dev.stacktape.template;

import java.util.Set;

/**
 * What becomes of a resource's data when the resource goes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html">DeletionPolicy
 *     attribute</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html">UpdateReplacePolicy
 *     attribute</a>
 */
public final class DataPolicies {
  /** What {@code DeletionPolicy} may be. */
  static final Set<String> DELETION =
      Set.of("Delete", "Retain", "RetainExceptOnCreate", "Snapshot");

  /** What {@code UpdateReplacePolicy} may be. */
  static final Set<String> UPDATE_REPLACE = Set.of("Delete", "Retain", "Snapshot");

  private static final Set<String> WITH_SNAPSHOTS =
      Set.of(
          "AWS::DocDB::DBCluster",
          "AWS::EC2::Volume",
          "AWS::ElastiCache::CacheCluster",
          "AWS::ElastiCache::ReplicationGroup",
          "AWS::Neptune::DBCluster",
          "AWS::RDS::DBCluster",
          "AWS::RDS::DBInstance",
          "AWS::Redshift::Cluster");

  private DataPolicies() {}

  /** Whether CloudFormation can make a snapshot of a resource of this type before it goes. */
  public static boolean supportsSnapshot(String type) {
    return WITH_SNAPSHOTS.contains(type);
  }

  /** What happens when the resource is taken out of the template or its stack is deleted. */
  public static String whenDeleted(CfnResource resource) {
    String policy = resource.deletionPolicy();
    return policy != null ? policy : defaultDeletionPolicy(resource);
  }

  /** What happens to the old resource when a new one takes its place. */
  public static String whenReplaced(CfnResource resource) {
    String policy = resource.updateReplacePolicy();
    return policy != null ? policy : "Delete";
  }

  private static String defaultDeletionPolicy(CfnResource resource) {
    boolean snapshot =
        switch (resource.type()) {
          case "AWS::RDS::DBCluster" -> true;
          case "AWS::RDS::DBInstance" -> !resource.properties().containsKey("DBClusterIdentifier");
          default -> false;
        };
    return snapshot ? "Snapshot" : "Delete";
  }
}
