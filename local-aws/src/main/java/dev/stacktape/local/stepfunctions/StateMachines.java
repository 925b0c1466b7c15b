package dev.stacktape.local.stepfunctions;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.StateStore;
import dev.stacktape.local.value.Document;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All state machines. Thread-safe; every change is on disk when it returns. */
final class StateMachines {
  private final LocalContext context;
  private final StateStore store;

  StateMachines(LocalContext context) {
    this.context = context;
    this.store = new StateStore(context.folder("states"));
  }

  synchronized StateMachine create(
      String region, String name, String definition, Map<String, Object> settings, String token) {
    String arn = "arn:aws:states:%s:%s:stateMachine:%s".formatted(region, context.account(), name);
    StateMachine present = find(arn);
    if (present != null && present.token().equals(token)) {
      return present;
    }
    if (present != null) {
      throw new AwsError(
          400, "StateMachineAlreadyExists", "State Machine Already Exists: '" + arn + "'");
    }
    return write(
        new StateMachine(
            arn,
            name,
            checked(definition),
            settings,
            UUID.randomUUID().toString(),
            context.clock().millis(),
            token));
  }

  synchronized StateMachine update(
      String arn, @Nullable String definition, Map<String, Object> settings) {
    StateMachine present = get(arn);
    return write(
        new StateMachine(
            arn,
            present.name(),
            definition == null ? present.definition() : checked(definition),
            settings,
            UUID.randomUUID().toString(),
            present.created(),
            present.token()));
  }

  synchronized @Nullable StateMachine find(String arn) {
    return store.read(arn, StateMachine.class);
  }

  /**
   * The state machine.
   *
   * @throws AwsError {@code StateMachineDoesNotExist}
   */
  StateMachine get(String arn) {
    StateMachine found = find(arn);
    if (found == null) {
      throw new AwsError(
          400, "StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'");
    }
    return found;
  }

  synchronized void delete(String arn) {
    store.delete(arn);
  }

  synchronized List<StateMachine> in(String region) {
    return store.names().stream()
        .filter(arn -> arn.startsWith("arn:aws:states:" + region + ":"))
        .map(this::find)
        .filter(Objects::nonNull)
        .toList();
  }

  private StateMachine write(StateMachine machine) {
    store.write(machine.arn(), machine);
    return machine;
  }

  /** Only what every definition has is looked at. */
  private static String checked(String definition) {
    Document states;
    try {
      states = Document.parse(definition);
    } catch (AwsError noJson) {
      throw invalid("INVALID_JSON_DESCRIPTION: " + noJson.getMessage());
    }
    if (!states.has("StartAt") || !states.has("States")) {
      throw invalid("SCHEMA_VALIDATION_FAILED: 'StartAt' and 'States' are required");
    }
    if (!states.at("States").has(states.text("StartAt", ""))) {
      throw invalid("MISSING_TRANSITION_TARGET: Missing 'StartAt' target");
    }
    return definition;
  }

  private static AwsError invalid(String why) {
    return new AwsError(
        400, "InvalidDefinition", "Invalid State Machine Definition: '" + why + "'");
  }
}
