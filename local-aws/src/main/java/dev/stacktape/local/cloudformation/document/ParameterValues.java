package dev.stacktape.local.cloudformation.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of a template's parameters: what was given, else the defaults. */
final class ParameterValues {
  private ParameterValues() {}

  static Map<String, Object> of(
      TemplateDocument document, Map<String, String> given, ParameterStore store) {
    List<String> unknown =
        given.keySet().stream().filter(name -> !document.parameters().containsKey(name)).toList();
    if (!unknown.isEmpty()) {
      throw TemplateErrors.invalid(
          "Parameters: [" + String.join(", ", unknown) + "] do not exist in the template");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    for (ParameterDeclaration declaration : document.parameters().values()) {
      String text = given.getOrDefault(declaration.name(), declaration.defaultValue());
      if (text == null) {
        missing.add(declaration.name());
      } else {
        values.put(declaration.name(), value(declaration, text, store));
      }
    }
    if (!missing.isEmpty()) {
      throw TemplateErrors.invalid(
          "Parameters: [" + String.join(", ", missing) + "] must have values");
    }
    return values;
  }

  private static Object value(ParameterDeclaration declaration, String text, ParameterStore store) {
    if (!declaration.isFromParameterStore()) {
      declaration.check(text);
      return declaration.typed(text);
    }
    String stored = store.parameter(text);
    if (stored == null) {
      throw TemplateErrors.invalid(
          "Unable to fetch parameters [" + text + "] from parameter store for this account.");
    }
    return declaration.typed(stored);
  }
}
