package dev.stacktape.artifact;

import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a template comparable with a deployed one before any code is built: where the token of an
 * artifact stands, the value of the deployed template is put, as if the code were the same.
 */
public final class UnbuiltArtifacts {
  private UnbuiltArtifacts() {}

  /** The template with what is deployed in place of artifact tokens; tokens of new things stay. */
  public static Template asDeployed(Template template, Template deployed) {
    Map<String, CfnResource> resources = new LinkedHashMap<>();
    template
        .resources()
        .forEach(
            (id, resource) -> {
              CfnResource there = deployed.resources().get(id);
              resources.put(
                  id,
                  there == null
                      ? resource
                      : resource.withProperties(map(resource.properties(), there.properties())));
            });
    return template.withResources(resources);
  }

  private static Map<String, Object> map(Map<?, ?> wanted, @Nullable Object deployed) {
    Map<String, Object> result = new LinkedHashMap<>();
    wanted.forEach(
        (key, value) ->
            result.put(
                String.valueOf(key),
                value(value, deployed instanceof Map<?, ?> there ? there.get(key) : null)));
    return result;
  }

  private static Object value(Object wanted, @Nullable Object deployed) {
    if (wanted instanceof Map<?, ?> map) {
      return map(map, deployed);
    }
    if (wanted instanceof List<?> list) {
      List<Object> result = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        Object there = deployed instanceof List<?> other && i < other.size() ? other.get(i) : null;
        result.add(value(list.get(i), there));
      }
      return result;
    }
    return deployed != null && wanted instanceof String text && ArtifactSpec.isToken(text)
        ? deployed
        : wanted;
  }
}
