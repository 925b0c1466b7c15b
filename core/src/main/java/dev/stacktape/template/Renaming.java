package dev.stacktape.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives resources of a template other logical ids, wherever they are named. */
public final class Renaming {
  private final Map<String, String> newIds;

  private Renaming(Map<String, String> newIds) {
    this.newIds = newIds;
  }

  /**
   * The template with other logical ids.
   *
   * @param newIds by the old ones; resources that are not among them keep theirs
   */
  public static Template of(Template template, Map<String, String> newIds) {
    if (newIds.isEmpty()) {
      return template;
    }
    Renaming renaming = new Renaming(newIds);
    Map<String, CfnResource> resources = new LinkedHashMap<>();
    template
        .resources()
        .forEach((id, resource) -> resources.put(renaming.id(id), renaming.resource(resource)));
    return template.withResources(resources).withOutputs(renaming.map(template.outputs()));
  }

  private String id(String id) {
    return newIds.getOrDefault(id, id);
  }

  private CfnResource resource(CfnResource resource) {
    return new CfnResource(
        resource.type(),
        map(resource.properties()),
        resource.dependsOn().stream().map(this::id).toList(),
        map(resource.attributes()));
  }

  private Map<String, Object> map(Map<?, ?> map) {
    Map<String, Object> renamed = new LinkedHashMap<>();
    map.forEach((key, value) -> renamed.put(String.valueOf(key), entry(key, value)));
    return renamed;
  }

  private Object entry(Object key, Object value) {
    if (key.equals("Ref") && value instanceof String id) {
      return id(id);
    }
    if (key.equals("Fn::GetAtt") && value instanceof List<?> list && !list.isEmpty()) {
      List<Object> renamed = new ArrayList<>(list);
      renamed.set(0, id(String.valueOf(list.get(0))));
      return renamed;
    }
    if (key.equals("Fn::GetAtt") && value instanceof String text) {
      int dot = text.indexOf('.');
      return dot < 0 ? text : id(text.substring(0, dot)) + text.substring(dot);
    }
    if (key.equals("Fn::Sub") && value instanceof String text) {
      return inText(text);
    }
    if (key.equals("Fn::Sub") && value instanceof List<?> list && list.size() == 2) {
      return List.of(inText(String.valueOf(list.get(0))), value(list.get(1)));
    }
    return value(value);
  }

  private Object value(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    return value instanceof List<?> list ? list.stream().map(this::value).toList() : value;
  }

  private String inText(String text) {
    String renamed = text;
    for (Map.Entry<String, String> ids : newIds.entrySet()) {
      renamed =
          renamed
              .replace("${" + ids.getKey() + "}", "${" + ids.getValue() + "}")
              .replace("${" + ids.getKey() + ".", "${" + ids.getValue() + ".");
    }
    return renamed;
  }
}
