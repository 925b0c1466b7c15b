package dev.stacktape.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the values of parameters in place of what refers to them, so that two templates can be
 * compared by what they come to.
 */
final class ParameterValues {
  private final Map<String, Object> values;

  private ParameterValues(Map<String, Object> values) {
    this.values = values;
  }

  /** The values as their declarations in a template make texts or lists of them. */
  static ParameterValues of(Template template, Map<String, String> texts) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (template.sections().get("Parameters") instanceof Map<?, ?> declared) {
      texts.forEach(
          (name, text) -> {
            if (declared.get(name) instanceof Map<?, ?> parameter) {
              values.put(name, isList(parameter) ? List.of(text.split(",", -1)) : text);
            }
          });
    }
    return new ParameterValues(values);
  }

  private static boolean isList(Map<?, ?> parameter) {
    String type = String.valueOf(parameter.get("Type"));
    return type.startsWith("List<") || type.equals("CommaDelimitedList");
  }

  Template in(Template template) {
    if (values.isEmpty()) {
      return template;
    }
    Map<String, CfnResource> resources = new LinkedHashMap<>();
    template
        .resources()
        .forEach(
            (id, resource) ->
                resources.put(id, resource.withProperties(inMap(resource.properties()))));
    Map<String, Object> sections = new LinkedHashMap<>(template.sections());
    if (sections.remove("Parameters") instanceof Map<?, ?> declared) {
      Map<Object, Object> left = new LinkedHashMap<>(declared);
      left.keySet().removeAll(values.keySet());
      if (!left.isEmpty()) {
        sections.put("Parameters", left);
      }
    }
    return new Template(template.description(), resources, inMap(template.outputs()), sections);
  }

  private Map<String, Object> inMap(Map<String, Object> map) {
    Map<String, Object> filled = new LinkedHashMap<>();
    map.forEach((key, value) -> filled.put(key, in(value)));
    return filled;
  }

  private Object in(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(this::in).toList();
    }
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    String function = Intrinsics.functionOf(map);
    @Nullable Object argument = function == null ? null : Intrinsics.argument(map);
    if ("Ref".equals(function) && argument instanceof String name && values.containsKey(name)) {
      return values.get(name);
    }
    if ("Fn::Sub".equals(function) && argument != null) {
      return Map.of(function, inSub(argument));
    }
    Map<Object, Object> filled = new LinkedHashMap<>();
    map.forEach((key, item) -> filled.put(key, in(item)));
    return filled;
  }

  private Object inSub(Object argument) {
    if (argument instanceof String text) {
      return filled(text, Map.of());
    }
    if (argument instanceof List<?> list
        && list.size() == 2
        && list.get(0) instanceof String text
        && list.get(1) instanceof Map<?, ?> own) {
      List<Object> both = new ArrayList<>();
      both.add(filled(text, own));
      both.add(in(own));
      return both;
    }
    return in(argument);
  }

  private String filled(String text, Map<?, ?> own) {
    String filled = text;
    for (Map.Entry<String, Object> value : values.entrySet()) {
      if (value.getValue() instanceof String plain && !own.containsKey(value.getKey())) {
        filled = filled.replace("${" + value.getKey() + "}", plain);
      }
    }
    return filled;
  }
}
