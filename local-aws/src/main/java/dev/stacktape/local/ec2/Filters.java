package dev.stacktape.local.ec2;

import dev.stacktape.local.http.FormParameters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The filters of a request: of each name one of its values must match. */
record Filters(Map<String, List<String>> byName) {

  static Filters of(FormParameters form) {
    Map<String, List<String>> byName = new HashMap<>();
    for (FormParameters filter : form.structures("Filter")) {
      byName.put(filter.text("Name", ""), filter.list("Value"));
    }
    return new Filters(byName);
  }

  boolean match(String name, String value) {
    List<String> values = byName.get(name);
    return values == null || values.contains(value);
  }
}
