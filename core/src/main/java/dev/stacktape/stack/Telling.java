package dev.stacktape.stack;

import dev.stacktape.name.LogicalId;
import dev.stacktape.template.Fn;
import dev.stacktape.template.Reference;
import dev.stacktape.template.References;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The outputs of a template. CloudFormation tells the attributes of resources to nobody but the
 * template itself, so each that is needed beside the stack becomes an output, unless it is one
 * already.
 */
final class Telling {
  private final Map<String, Object> outputs;

  /**
   * @param outputs by key
   */
  Telling(Map<String, Object> outputs) {
    this.outputs = new LinkedHashMap<>(outputs);
  }

  /**
   * Adds what is missing.
   *
   * @param who is told, such as "the script migrate"
   * @param prefix of keys where the plain one is taken
   * @param values template values whose attributes are needed
   */
  void tell(String who, String prefix, List<Object> values) {
    for (Reference reference : References.in(values)) {
      if (reference.attribute() != null && !isShown(reference)) {
        outputs.put(key(reference, prefix), output(reference, who));
      }
    }
  }

  Map<String, Object> outputs() {
    return outputs;
  }

  private boolean isShown(Reference wanted) {
    return outputs.values().stream()
        .anyMatch(output -> output instanceof Map<?, ?> map && wanted.isAllOf(map.get("Value")));
  }

  private String key(Reference reference, String prefix) {
    String key = LogicalId.of(reference.target(), String.valueOf(reference.attribute()));
    return outputs.containsKey(key) ? prefix + key : key;
  }

  private static Map<String, Object> output(Reference reference, String who) {
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("Description", "For " + who);
    output.put(
        "Value", Fn.getAtt(reference.target(), Objects.requireNonNull(reference.attribute())));
    return output;
  }
}
