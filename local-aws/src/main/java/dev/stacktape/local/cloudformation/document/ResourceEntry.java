package dev.stacktape.local.cloudformation.document;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry under {@code Resources}.
 *
 * @param condition the name of the condition under which it exists, or null
 * @param attributes what else stands beside type and properties, such as {@code DeletionPolicy}
 */
public record ResourceEntry(
    String logicalId,
    String type,
    Map<String, Object> properties,
    List<String> dependsOn,
    @Nullable String condition,
    Map<String, Object> attributes) {

  /** {@code Delete}, {@code Retain}, {@code RetainExceptOnCreate} or {@code Snapshot}. */
  public String deletionPolicy() {
    return attributes.getOrDefault("DeletionPolicy", "Delete").toString();
  }

  /** {@code Delete}, {@code Retain} or {@code Snapshot}. */
  public String updateReplacePolicy() {
    return attributes.getOrDefault("UpdateReplacePolicy", "Delete").toString();
  }

  ResourceEntry withTrees(Map<String, Object> newProperties, Map<String, Object> newAttributes) {
    return new ResourceEntry(logicalId, type, newProperties, dependsOn, condition, newAttributes);
  }
}
