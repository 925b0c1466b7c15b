package dev.stacktape.local.cloudformation.document;

import dev.stacktape.problem.StacktapeException;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a template's text and refuses what has not the shape of a template, in CloudFormation's
 * words.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html">Template
 *     sections</a>
 */
public final class TemplateReader {
  private static final Set<String> SECTIONS =
      Set.of(
          "AWSTemplateFormatVersion",
          "Description",
          "Metadata",
          "Parameters",
          "Mappings",
          "Conditions",
          "Transform",
          "Resources",
          "Outputs",
          "Rules",
          "Hooks");
  private static final Set<String> RESOURCE_KEYS =
      Set.of(
          "Type",
          "Properties",
          "DependsOn",
          "Condition",
          "Metadata",
          "DeletionPolicy",
          "UpdateReplacePolicy",
          "UpdatePolicy",
          "CreationPolicy",
          "Version");
  private static final Set<String> DELETION_POLICIES =
      Set.of("Delete", "Retain", "RetainExceptOnCreate", "Snapshot");
  private static final Set<String> REPLACE_POLICIES = Set.of("Delete", "Retain", "Snapshot");

  private TemplateReader() {}

  /** Reads a template, JSON or YAML. */
  public static TemplateDocument read(String text) {
    Map<String, Object> root = Trees.map(parse(text));
    if (root == null) {
      throw TemplateErrors.format("unsupported structure.");
    }
    refuseNulls("", root);
    List<String> unknown = root.keySet().stream().filter(key -> !SECTIONS.contains(key)).toList();
    if (!unknown.isEmpty()) {
      throw TemplateErrors.invalid(
          "Template validation error: Invalid template property or properties ["
              + String.join(", ", unknown)
              + "]");
    }
    return new TemplateDocument(
        text,
        root.get("Description") == null ? null : Trees.text(root.get("Description")),
        parameters(section(root, "Parameters")),
        section(root, "Mappings"),
        section(root, "Conditions"),
        resources(section(root, "Resources")),
        outputs(section(root, "Outputs")),
        root.get("Metadata"),
        transforms(root.get("Transform")));
  }

  private static @Nullable Object parse(String text) {
    try {
      return TemplateText.parseTree(text);
    } catch (StacktapeException e) {
      String language = text.stripLeading().startsWith("{") ? "JSON" : "YAML";
      throw TemplateErrors.format(language + " not well-formed. (" + e.getMessage() + ")");
    }
  }

  private static void refuseNulls(String path, @Nullable Object tree) {
    if (tree == null) {
      throw TemplateErrors.format("[" + path + "] 'null' values are not allowed in templates");
    }
    Map<String, Object> map = Trees.map(tree);
    if (map != null) {
      map.forEach((key, value) -> refuseNulls(path + "/" + key, value));
    } else if (tree instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        refuseNulls(path + "/" + i, list.get(i));
      }
    }
  }

  private static Map<String, Object> section(Map<String, Object> root, String name) {
    Object value = root.get(name);
    if (value == null) {
      return Map.of();
    }
    Map<String, Object> section = Trees.map(value);
    if (section == null) {
      throw TemplateErrors.format(
          "[/" + name + "] 'null' values or non-object structures are not allowed");
    }
    return section;
  }

  private static Map<String, ParameterDeclaration> parameters(Map<String, Object> section) {
    Map<String, ParameterDeclaration> parameters = new LinkedHashMap<>();
    section.forEach(
        (name, value) -> {
          Map<String, Object> tree = Trees.map(value);
          if (tree == null || !(tree.get("Type") instanceof String)) {
            throw TemplateErrors.format("Every Parameters object must contain a Type member.");
          }
          checkName("Parameter", name);
          parameters.put(name, new ParameterDeclaration(name, tree));
        });
    return parameters;
  }

  private static Map<String, ResourceEntry> resources(Map<String, Object> section) {
    if (section.isEmpty()) {
      throw TemplateErrors.format("At least one Resources member must be defined.");
    }
    if (section.size() > Template.MAX_RESOURCES) {
      throw TemplateErrors.format(
          "Number of resources, "
              + section.size()
              + ", is greater than maximum allowed, "
              + Template.MAX_RESOURCES);
    }
    Map<String, ResourceEntry> resources = new LinkedHashMap<>();
    section.forEach((logicalId, value) -> resources.put(logicalId, resource(logicalId, value)));
    return resources;
  }

  private static ResourceEntry resource(String logicalId, Object value) {
    checkName("Resource", logicalId);
    Map<String, Object> tree = Trees.map(value);
    if (tree == null) {
      throw TemplateErrors.format(
          "[/Resources/" + logicalId + "] Any Resources member must be an object.");
    }
    if (!(tree.get("Type") instanceof String type)) {
      throw TemplateErrors.format(
          "[/Resources/" + logicalId + "] Every Resources object must contain a Type member.");
    }
    tree.keySet().stream()
        .filter(key -> !RESOURCE_KEYS.contains(key))
        .findFirst()
        .ifPresent(
            key -> {
              throw TemplateErrors.invalid("Invalid template resource property '" + key + "'");
            });
    checkPolicy(logicalId, tree, "DeletionPolicy", DELETION_POLICIES);
    checkPolicy(logicalId, tree, "UpdateReplacePolicy", REPLACE_POLICIES);
    Map<String, Object> properties =
        tree.get("Properties") == null ? Map.of() : Trees.map(tree.get("Properties"));
    if (properties == null) {
      throw TemplateErrors.format(
          "[/Resources/" + logicalId + "/Properties] Properties member must be an object.");
    }
    Map<String, Object> attributes = new LinkedHashMap<>(tree);
    List.of("Type", "Properties", "DependsOn", "Condition").forEach(attributes::remove);
    return new ResourceEntry(
        logicalId,
        type,
        properties,
        dependsOn(logicalId, tree.get("DependsOn")),
        condition(logicalId, tree.get("Condition")),
        attributes);
  }

  private static void checkPolicy(
      String logicalId, Map<String, Object> tree, String key, Set<String> allowed) {
    Object policy = tree.get(key);
    if (policy instanceof String text && !allowed.contains(text)) {
      throw TemplateErrors.format(
          "Unrecognized " + key + " " + text + " for resource " + logicalId);
    }
  }

  private static List<String> dependsOn(String logicalId, @Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    List<?> names = value instanceof List<?> list ? list : List.of(value);
    for (Object name : names) {
      if (!(name instanceof String)) {
        throw TemplateErrors.format(
            "[/Resources/" + logicalId + "/DependsOn] Every DependsOn value must be a string.");
      }
    }
    return names.stream().map(String::valueOf).toList();
  }

  private static @Nullable String condition(String logicalId, @Nullable Object value) {
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw TemplateErrors.format(
        "[/Resources/" + logicalId + "/Condition] Every Condition member must be a string.");
  }

  private static Map<String, Map<String, Object>> outputs(Map<String, Object> section) {
    Map<String, Map<String, Object>> outputs = new LinkedHashMap<>();
    section.forEach(
        (key, value) -> {
          Map<String, Object> tree = Trees.map(value);
          if (tree == null || !tree.containsKey("Value")) {
            throw TemplateErrors.format(
                "[/Outputs/" + key + "] Every Outputs member must contain a Value object");
          }
          checkName("Output", key);
          outputs.put(key, tree);
        });
    return outputs;
  }

  private static List<String> transforms(@Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    List<?> names = value instanceof List<?> list ? list : List.of(value);
    return names.stream()
        .map(name -> name instanceof Map<?, ?> map ? map.get("Name") : name)
        .map(String::valueOf)
        .toList();
  }

  private static void checkName(String what, String name) {
    if (!name.matches("[A-Za-z0-9]{1,255}")) {
      throw TemplateErrors.format(what + " name " + name + " is non alphanumeric.");
    }
  }
}
