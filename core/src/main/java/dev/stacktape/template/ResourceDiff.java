package dev.stacktape.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resource that differs between two templates.
 *
 * @param deployed null where it appears
 * @param wanted null where it goes
 * @param properties what differs in its properties, in alphabetical order; empty where it appears
 *     or goes
 * @param attributes the names of what differs beside the properties, such as {@code DeletionPolicy}
 *     or {@code DependsOn}, in alphabetical order; empty where it appears or goes
 */
public record ResourceDiff(
    String logicalId,
    @Nullable CfnResource deployed,
    @Nullable CfnResource wanted,
    List<PropertyDiff> properties,
    List<String> attributes) {

  public ResourceDiff {
    properties = List.copyOf(properties);
    attributes = List.copyOf(attributes);
    if (deployed == null && wanted == null) {
      throw new IllegalArgumentException("'deployed' and 'wanted' must not both be null");
    }
  }

  /** Whether the resource is only in the wanted template. */
  public boolean isAdded() {
    return deployed == null;
  }

  /** Whether the resource is only in the deployed template. */
  public boolean isRemoved() {
    return wanted == null;
  }

  /** Whether the same logical id stands for another type of resource. */
  public boolean isOtherType() {
    return deployed != null && wanted != null && !deployed.type().equals(wanted.type());
  }

  /** The resource as it is wanted; as it is deployed where it goes. */
  public CfnResource resource() {
    CfnResource either = wanted != null ? wanted : deployed;
    if (either == null) {
      throw new IllegalStateException("neither deployed nor wanted");
    }
    return either;
  }
}
