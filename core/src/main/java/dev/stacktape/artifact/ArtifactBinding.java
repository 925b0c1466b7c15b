package dev.stacktape.artifact;

import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts keys and image references where the tokens of artifacts stand in a template. */
public final class ArtifactBinding {
  private final Map<String, String> values = new LinkedHashMap<>();

  private ArtifactBinding(List<Artifact> artifacts, Map<String, String> images) {
    artifacts.forEach(a -> values.put(ArtifactSpec.keyToken(a.name()), a.key()));
    values.putAll(images);
  }

  /** The template with S3 keys; tokens of artifacts that are not in the list stay. */
  public static Template bind(Template template, List<Artifact> artifacts) {
    return bind(template, artifacts, Map.of());
  }

  /**
   * The same, with images.
   *
   * @param images what the containers pull, by {@link ImageSpec#token()}
   */
  public static Template bind(
      Template template, List<Artifact> artifacts, Map<String, String> images) {
    ArtifactBinding binding = new ArtifactBinding(artifacts, images);
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
    return value instanceof String text ? values.getOrDefault(text, text) : value;
  }
}
