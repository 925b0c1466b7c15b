package dev.stacktape.local.cloudformation.change;

import dev.stacktape.local.cloudformation.document.BoundTemplate;
import dev.stacktape.local.cloudformation.document.Evaluation;
import dev.stacktape.local.cloudformation.document.Trees;
import dev.stacktape.local.cloudformation.stack.StackOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The outputs of a template with their values. */
public final class OutputValues {
  private final BoundTemplate template;
  private final Evaluation evaluation;

  /** The outputs of a template. */
  public OutputValues(BoundTemplate template, Evaluation evaluation) {
    this.template = template;
    this.evaluation = evaluation;
  }

  /** All of them, in the order of the template. */
  public List<StackOutput> all() {
    List<StackOutput> outputs = new ArrayList<>();
    template.outputs().forEach((key, tree) -> outputs.add(output(key, tree)));
    return outputs;
  }

  private StackOutput output(String key, Map<String, Object> tree) {
    Map<String, Object> export = Trees.map(tree.get("Export"));
    Object description = tree.get("Description");
    Object name = export == null ? null : export.get("Name");
    return new StackOutput(
        key,
        evaluation.text(tree.getOrDefault("Value", ""), "Output " + key),
        description == null ? null : evaluation.text(description, "Description"),
        name == null ? null : evaluation.text(name, "Export"));
  }
}
