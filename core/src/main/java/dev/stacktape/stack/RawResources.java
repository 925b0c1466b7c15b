package dev.stacktape.stack;

import dev.stacktape.config.Node;
import dev.stacktape.resource.Draft;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.ResourceOrigin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entries of {@code cloudformationResources}, which go into the template as they are. */
final class RawResources {
  private RawResources() {}

  static void addTo(Draft draft, Node.Mapping root) {
    if (root.get("cloudformationResources") instanceof Node.Mapping all) {
      all.entries()
          .forEach(
              (logicalId, entry) -> {
                if (entry.value() instanceof Node.Mapping resource) {
                  draft.add(
                      logicalId, read(resource), new ResourceOrigin(null, entry.keyLocation()));
                }
              });
    }
  }

  private static CfnResource read(Node.Mapping resource) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    resource
        .entries()
        .forEach(
            (key, entry) -> {
              Object value = entry.value().toPlain();
              if (value != null) {
                attributes.put(key, value);
              }
            });
    Object type = attributes.remove("Type");
    Object properties = attributes.remove("Properties");
    List<String> dependsOn = names(attributes.get("DependsOn"));
    if (!dependsOn.isEmpty()) {
      attributes.remove("DependsOn");
    }
    return new CfnResource(String.valueOf(type), asMap(properties), dependsOn, attributes);
  }

  private static Map<String, Object> asMap(@Nullable Object properties) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (properties instanceof Map<?, ?> given) {
      given.forEach((key, value) -> map.put(String.valueOf(key), value));
    }
    return map;
  }

  /** What is no list of names stays where it is, for the check of the template to find. */
  private static List<String> names(@Nullable Object dependsOn) {
    if (dependsOn instanceof String name) {
      return List.of(name);
    }
    return dependsOn instanceof List<?> list && list.stream().allMatch(String.class::isInstance)
        ? list.stream().map(String.class::cast).toList()
        : List.of();
  }
}
