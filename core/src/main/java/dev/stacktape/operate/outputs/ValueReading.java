package dev.stacktape.operate.outputs;

import dev.stacktape.operate.inventory.Inventory;
import dev.stacktape.operate.script.LiveStack;
import dev.stacktape.operate.script.ShownValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a stack tells. Changes nothing, and asks for no secret. */
public final class ValueReading {
  private final ShownValues values;

  /** Reads of this stack. */
  public ValueReading(LiveStack stack) {
    this.values = new ShownValues(stack);
  }

  /**
   * The outputs and parameters of a stack.
   *
   * @param params template values by resource and parameter; nothing where there is no config
   */
  public StackValues read(Inventory stack, Map<String, Map<String, Object>> params) {
    Map<String, Map<String, String>> resources = new LinkedHashMap<>();
    List<String> withheld = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    params.forEach(
        (resource, all) ->
            all.forEach(
                (param, value) -> {
                  Optional<String> text = values.text(value);
                  if (text.isPresent()) {
                    resources
                        .computeIfAbsent(resource, name -> new LinkedHashMap<>())
                        .put(param, text.get());
                  } else {
                    (ShownValues.isSecret(value) ? withheld : unknown).add(resource + "." + param);
                  }
                }));
    return new StackValues(stack.target(), stack.outputs(), resources, withheld, unknown);
  }
}
