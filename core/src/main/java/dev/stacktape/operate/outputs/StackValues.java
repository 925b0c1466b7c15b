package dev.stacktape.operate.outputs;

import dev.stacktape.name.Target;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a stack tells: its outputs, and what can be referred to of its resources. Secrets are never
 * among them.
 *
 * @param outputs by key
 * @param resources parameters by the name of the resource and their own name
 * @param withheld parameters that are secrets, as {@code database.password}
 * @param unknown parameters that the stack does not tell
 */
public record StackValues(
    Target target,
    Map<String, String> outputs,
    Map<String, Map<String, String>> resources,
    List<String> withheld,
    List<String> unknown) {

  public StackValues {
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    resources = Collections.unmodifiableMap(new LinkedHashMap<>(resources));
    withheld = List.copyOf(withheld);
    unknown = List.copyOf(unknown);
  }
}
