package dev.stacktape.artifact;

import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the keys of built artifacts where their tokens stand in a template. */
public final class ArtifactBinding {
  private final Map<String, String> keys = new LinkedHashMap<>();

  private ArtifactBinding(List<Artifact> artifacts) {
    artifacts.forEach(a -> keys.put(ArtifactSpec.keyToken(a.name()), a.key()));
  }

  /** The template with S3 keys; tokens of artifacts that are not in the list stay. */
  public static Template bind(Template template, List<Artifact> artifacts) {
    ArtifactBinding binding = new ArtifactBinding(artifacts);
    Map<String, CfnResource> resources = new LinkedHashMap<>();
    template
        .resources()
        .forEach(
            (id, resource) ->
                resources.put(id, resource.withProperties(binding.bindMap(resource.properties()))));
    return template.withResources(resources);
  }

  private Map<String, Object> bindMap(Map<?, ?> map) {
    Map<String, Object> bound = new LinkedHashMap<>();
    map.forEach((key, value) -> bound.put(String.valueOf(key), bindValue(value)));
    return bound;
  }

  private Object bindValue(Object value) {
    if (value instanceof Map<?, ?> map) {
      return bindMap(map);
    }
    if (value instanceof List<?> list) {
      List<Object> bound = new ArrayList<>();
      list.forEach(item -> bound.add(bindValue(item)));
      return bound;
    }
    return value instanceof String text ? keys.getOrDefault(text, text) : value;
  }
}
