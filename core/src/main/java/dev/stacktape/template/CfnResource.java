package dev.stacktape.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One CloudFormation resource.
 *
 * @param type such as {@code AWS::Lambda::Function}
 * @param properties a tree of maps, lists, strings, numbers, booleans and {@link Fn} values
 * @param dependsOn logical ids that must exist first, beyond those that the properties refer to
 * @param attributes every other attribute of the resource in the document, such as {@code
 *     DeletionPolicy}, {@code UpdateReplacePolicy}, {@code Metadata} or {@code Condition}
 */
public record CfnResource(
    String type,
    Map<String, Object> properties,
    List<String> dependsOn,
    Map<String, Object> attributes) {

  public CfnResource {
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    dependsOn = List.copyOf(dependsOn);
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** A resource with nothing but properties. */
  public static CfnResource of(String type, Map<String, Object> properties) {
    return new CfnResource(type, properties, List.of(), Map.of());
  }

  /** The same resource with other properties. */
  public CfnResource withProperties(Map<String, Object> newProperties) {
    return new CfnResource(type, newProperties, dependsOn, attributes);
  }

  /** The same resource that waits for one more. */
  public CfnResource dependsOn(String logicalId) {
    List<String> more = new ArrayList<>(dependsOn);
    if (!more.contains(logicalId)) {
      more.add(logicalId);
    }
    return new CfnResource(type, properties, more, attributes);
  }

  /** The same resource with one more attribute beside its properties. */
  public CfnResource withAttribute(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(attributes);
    more.put(name, value);
    return new CfnResource(type, properties, dependsOn, more);
  }

  /**
   * The same resource keeping its data both when it is deleted and when it is replaced.
   *
   * @param policy {@code Retain}, {@code Snapshot} or {@code RetainExceptOnCreate}
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html">DeletionPolicy
   *     attribute</a>
   */
  public CfnResource keepingData(String policy) {
    return withAttribute("DeletionPolicy", policy)
        .withAttribute(
            "UpdateReplacePolicy", policy.equals("RetainExceptOnCreate") ? "Retain" : policy);
  }

  /** The deletion policy, or null where CloudFormation's default for the type holds. */
  public @Nullable String deletionPolicy() {
    return attributes.get("DeletionPolicy") instanceof String policy ? policy : null;
  }

  /** The update replace policy, or null where CloudFormation's default holds. */
  public @Nullable String updateReplacePolicy() {
    return attributes.get("UpdateReplacePolicy") instanceof String policy ? policy : null;
  }

  /**
   * The logical ids that it waits for when it is created: those that its properties refer to and
   * those that it depends on. Parameters can be among them.
   */
  public Set<String> dependencies() {
    Set<String> ids = new LinkedHashSet<>(dependsOn);
    References.in(properties).stream()
        .filter(Reference::isToResource)
        .forEach(reference -> ids.add(reference.target()));
    return ids;
  }

  /** The resource as it stands in the document. */
  public Map<String, Object> toTree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("Type", type);
    if (!dependsOn.isEmpty()) {
      tree.put("DependsOn", dependsOn);
    }
    tree.putAll(attributes);
    if (!properties.isEmpty()) {
      tree.put("Properties", properties);
    }
    return tree;
  }
}
