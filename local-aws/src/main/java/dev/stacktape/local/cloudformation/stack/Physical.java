package dev.stacktape.local.cloudformation.stack;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A resource that really is there, as far as the embedded AWS goes.
 *
 * @param id what {@code Ref} gives
 * @param properties with every function carried out, dynamic references not resolved
 * @param shown the same with secret parameters made unreadable
 * @param attributes what {@code Fn::GetAtt} gives
 * @param tags the stack's tags that it was given
 * @param dependsOn the logical ids that it needs, so that it is deleted before them
 * @param extras the other attributes of the entry in the template, such as {@code Metadata}
 */
public record Physical(
    String id,
    Map<String, Object> properties,
    Map<String, Object> shown,
    Map<String, Object> attributes,
    Map<String, String> tags,
    List<String> dependsOn,
    Map<String, Object> extras) {

  /** {@code Delete}, {@code Retain}, {@code RetainExceptOnCreate} or {@code Snapshot}. */
  public String deletionPolicy() {
    return extras.getOrDefault("DeletionPolicy", "Delete").toString();
  }

  /** {@code Delete}, {@code Retain} or {@code Snapshot}. */
  public String updateReplacePolicy() {
    return extras.getOrDefault("UpdateReplacePolicy", "Delete").toString();
  }

  /** The same resource with what a call gave back. */
  public Physical answered(String newId, Map<String, Object> newAttributes) {
    return new Physical(newId, properties, shown, newAttributes, tags, dependsOn, extras);
  }

  /** The entry's {@code Metadata}, or null. */
  public @Nullable Object metadata() {
    return extras.get("Metadata");
  }
}
