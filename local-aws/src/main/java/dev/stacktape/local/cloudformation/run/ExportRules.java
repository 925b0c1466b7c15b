package dev.stacktape.local.cloudformation.run;

import dev.stacktape.local.cloudformation.document.TemplateErrors;
import dev.stacktape.local.cloudformation.stack.StackOutput;
import dev.stacktape.local.cloudformation.stack.StackState;
import dev.stacktape.local.cloudformation.stack.Stacks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An export's name is unique in its region, and what others use stays as it is. */
final class ExportRules {
  private final Stacks stacks;
  private final StackState stack;

  ExportRules(Stacks stacks, StackState stack) {
    this.stacks = stacks;
    this.stack = stack;
  }

  /** Refuses outputs that break the rules. */
  void check(List<StackOutput> outputs) {
    Map<String, String> exported = new HashMap<>();
    for (StackOutput output : outputs) {
      String name = output.exportName();
      if (name != null) {
        if (exported.put(name, output.value()) != null) {
          throw TemplateErrors.invalid("Duplicate Export names: [" + name + "]");
        }
        refuseTaken(name);
      }
    }
    for (StackOutput before : stack.outputs()) {
      String name = before.exportName();
      if (name != null) {
        refuseChangeInUse(name, before.value(), exported.get(name));
      }
    }
  }

  private void refuseTaken(String name) {
    for (Stacks.Export other : stacks.exports()) {
      if (other.name().equals(name) && !other.stackId().equals(stack.id())) {
        throw TemplateErrors.invalid(
            "Export with name " + name + " is already exported by stack " + other.stackName());
      }
    }
  }

  private void refuseChangeInUse(String name, String before, @Nullable String after) {
    List<String> importers = importers(name);
    if (importers.isEmpty() || before.equals(after)) {
      return;
    }
    String users = String.join(", ", importers);
    throw TemplateErrors.invalid(
        after == null
            ? "Export " + name + " cannot be deleted as it is in use by " + users
            : "Export " + name + " cannot be updated as it is in use by " + users);
  }

  /** Why the stack cannot be deleted, or null when nobody uses its exports. */
  @Nullable String inUse() {
    String words =
        stack.outputs().stream()
            .map(StackOutput::exportName)
            .filter(name -> name != null && !importers(name).isEmpty())
            .map(
                name ->
                    "Export "
                        + name
                        + " cannot be deleted as it is in use by "
                        + String.join(", ", importers(String.valueOf(name))))
            .collect(Collectors.joining(". "));
    return words.isEmpty() ? null : words;
  }

  private List<String> importers(String name) {
    return stacks.importers(name).stream().filter(other -> !other.equals(stack.name())).toList();
  }
}
