package dev.stacktape.plan;

import dev.stacktape.template.ResourceOrigin;
import java.util.Collection;
import java.util.List;

/**
 * A line of the difference between what is deployed and what is wanted.
 *
 * @param logicalId of the CloudFormation resource
 * @param type such as {@code AWS::SQS::Queue}
 * @param action what happens to it
 * @param properties the paths of the properties that differ, such as {@code Code.S3Key}, sorted
 * @param data what happens to the data in it
 * @param severity what a person should weigh before agreeing
 * @param origin where the resource comes from in the config
 */
public record Change(
    String logicalId,
    String type,
    Action action,
    List<String> properties,
    Data data,
    Severity severity,
    ResourceOrigin origin) {

  /** The same change with another end for the data. */
  public Change withData(Data other) {
    return new Change(logicalId, type, action, properties, other, severity, origin);
  }

  /** Whether a person has named it: the resource of the config, or the logical id. */
  public boolean isNamedIn(Collection<String> names) {
    String name = origin.resourceName();
    return names.contains(logicalId) || (name != null && names.contains(name));
  }

  /** What happens to a resource. */
  public enum Action {
    CREATE,
    UPDATE,
    /** A new one is made and the old one goes. */
    REPLACE,
    /** AWS decides by the values whether a new one is made. */
    MAY_REPLACE,
    DELETE
  }

  /** What happens to the data in a resource. */
  public enum Data {
    /** There is none, or it stays where it is. */
    UNTOUCHED,
    LOST,
    /** The resource is left behind outside of the stack, with its data. */
    KEPT,
    /** A snapshot is made before the resource goes. */
    SNAPSHOT
  }

  /** What a person should weigh, worst first. */
  public enum Severity {
    DATA_LOSS,
    DOWNTIME,
    SECURITY,
    COST,
    SAFE
  }
}
