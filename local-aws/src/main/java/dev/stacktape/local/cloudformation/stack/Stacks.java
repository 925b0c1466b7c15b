package dev.stacktape.local.cloudformation.stack;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.cloudformation.document.Exports;
import dev.stacktape.local.cloudformation.document.TemplateErrors;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The stacks of one account in one region. */
public final class Stacks implements Exports {
  private final Journal journal;
  private final String region;
  private final String account;
  private final Clock clock;
  private final Map<String, Stack> byId = new LinkedHashMap<>();

  private Stacks(Journal journal, String region, String account, Clock clock) {
    this.journal = journal;
    this.region = region;
    this.account = account;
    this.clock = clock;
  }

  /** Reads the stacks of a region. */
  public static Stacks load(Journal journal, String region, String account, Clock clock) {
    Stacks stacks = new Stacks(journal, region, account, clock);
    List<Stack> read = new ArrayList<>();
    for (String folder : journal.folders(region + "/stacks")) {
      Stack stack = Stack.load(journal, region + "/stacks/" + folder, clock);
      if (stack != null) {
        read.add(stack);
      }
    }
    read.sort(Comparator.comparingLong(stack -> stack.state().created()));
    read.forEach(stack -> stacks.byId.put(stack.state().id(), stack));
    return stacks;
  }

  /**
   * Makes a stack of a name that is free.
   *
   * @param operation what begins with it, so that a stack and its creation are kept together
   * @throws AwsError {@code AlreadyExistsException}
   */
  public synchronized Stack make(
      String name,
      StackState.Settings settings,
      StackInputs inputs,
      StackStatus status,
      @Nullable Operation operation) {
    if (active(name) != null) {
      throw new AwsError(400, "AlreadyExistsException", "Stack [" + name + "] already exists");
    }
    String uuid = UUID.randomUUID().toString();
    String id = "arn:aws:cloudformation:" + region + ":" + account + ":stack/" + name + "/" + uuid;
    StackState state =
        new StackState(
            id,
            name,
            region,
            clock.millis(),
            new StackState.Progress(status, null, null, null),
            settings,
            inputs,
            List.of(),
            List.of(),
            operation,
            Map.of());
    Stack stack = Stack.make(journal, region + "/stacks/" + uuid, clock, state);
    byId.put(id, stack);
    return stack;
  }

  /** The stack of a name that is not deleted, or null. */
  public synchronized @Nullable Stack active(String name) {
    return byId.values().stream()
        .filter(stack -> stack.state().name().equals(name))
        .filter(stack -> stack.state().status() != StackStatus.DELETE_COMPLETE)
        .findFirst()
        .orElse(null);
  }

  /** A stack by its id, deleted or not, or by its name when it is not deleted; or null. */
  public synchronized @Nullable Stack find(String nameOrId) {
    Stack byItsId = byId.get(nameOrId);
    return byItsId == null ? active(nameOrId) : byItsId;
  }

  /** All stacks, deleted ones too, the oldest first. */
  public synchronized List<Stack> all() {
    return List.copyOf(byId.values());
  }

  /** An exported output and the id of its stack. */
  public record Export(String stackId, String stackName, String name, String value) {}

  /** Everything that is exported, by name. */
  public List<Export> exports() {
    List<Export> exports = new ArrayList<>();
    for (Stack stack : all()) {
      StackState state = stack.state();
      if (state.status() != StackStatus.DELETE_COMPLETE) {
        for (StackOutput output : state.outputs()) {
          if (output.exportName() != null) {
            exports.add(new Export(state.id(), state.name(), output.exportName(), output.value()));
          }
        }
      }
    }
    exports.sort(Comparator.comparing(Export::name));
    return exports;
  }

  /** The names of the stacks that import an export. */
  public List<String> importers(String export) {
    return all().stream()
        .map(Stack::state)
        .filter(state -> state.status() != StackStatus.DELETE_COMPLETE)
        .filter(state -> state.imports().contains(export))
        .map(StackState::name)
        .toList();
  }

  @Override
  public String value(String name) {
    return exports().stream()
        .filter(export -> export.name().equals(name))
        .map(Export::value)
        .findFirst()
        .orElseThrow(() -> TemplateErrors.invalid("No export named " + name + " found."));
  }
}
