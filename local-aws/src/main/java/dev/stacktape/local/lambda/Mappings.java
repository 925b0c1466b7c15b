package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.StateStore;
import dev.stacktape.local.value.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All event source mappings of the account. */
final class Mappings {
  private static final List<String> NAMES =
      List.of(
          "EventSourceArn",
          "FunctionName",
          "BatchSize",
          "MaximumBatchingWindowInSeconds",
          "Enabled",
          "FunctionResponseTypes",
          "FilterCriteria",
          "ScalingConfig",
          "StartingPosition",
          "StartingPositionTimestamp",
          "MaximumRetryAttempts",
          "MaximumRecordAgeInSeconds",
          "BisectBatchOnFunctionError",
          "ParallelizationFactor",
          "TumblingWindowInSeconds",
          "DestinationConfig",
          "Topics",
          "Queues",
          "SourceAccessConfigurations",
          "SelfManagedEventSource");

  private final StateStore state;
  private final FunctionStore functions;
  private final LocalContext context;
  private final Map<String, Mapping> mappings = new TreeMap<>();
  private @Nullable MappingRunner runner;

  Mappings(StateStore state, FunctionStore functions, LocalContext context) {
    this.state = state;
    this.functions = functions;
    this.context = context;
    for (String uuid : state.names()) {
      Mapping mapping = state.read(uuid, Mapping.class);
      if (mapping != null) {
        mappings.put(uuid, mapping);
      }
    }
  }

  /** From now on, this one runs all mappings, beginning with those of earlier runs. */
  synchronized void runWith(MappingRunner newRunner) {
    runner = newRunner;
    mappings.values().forEach(this::apply);
  }

  synchronized Mapping create(String uuid, String region, Document request) {
    Mapping mapping = new Mapping(uuid, region, merged(Map.of(), request));
    FunctionRef function = mapping.function();
    if (functions.find(function.region(), function.name()) == null) {
      throw CodeStore.invalid("Function does not exist");
    }
    for (Mapping present : mappings.values()) {
      if (!present.uuid().equals(uuid)
          && present.source().equals(mapping.source())
          && present.function().equals(function)) {
        throw new AwsError(
            409,
            "ResourceConflictException",
            String.format(
                "An event source mapping with event source arn (\" %s \") and function (\" %s \")"
                    + " already exists. Please update or delete the existing mapping with UUID %s",
                mapping.eventSourceArn(), function.name(), present.uuid()));
      }
    }
    put(mapping);
    return mapping;
  }

  synchronized Mapping update(String uuid, Document request) {
    Mapping present = get(uuid);
    Mapping changed = new Mapping(uuid, present.region(), merged(present.settings(), request));
    put(changed);
    return changed;
  }

  synchronized Mapping get(String uuid) {
    Mapping mapping = mappings.get(uuid);
    if (mapping == null) {
      throw new AwsError(
          404, "ResourceNotFoundException", "The resource you requested does not exist.");
    }
    return mapping;
  }

  synchronized List<Mapping> matching(Predicate<Mapping> wanted) {
    return mappings.values().stream().filter(wanted).toList();
  }

  synchronized Mapping delete(String uuid) {
    Mapping mapping = get(uuid);
    mappings.remove(uuid);
    state.delete(uuid);
    if (runner != null) {
      runner.end(uuid);
    }
    return mapping;
  }

  private void put(Mapping mapping) {
    state.write(mapping.uuid(), mapping);
    mappings.put(mapping.uuid(), mapping);
    apply(mapping);
  }

  private void apply(Mapping mapping) {
    if (runner == null) {
      return;
    }
    if (mapping.enabled()) {
      runner.run(mapping);
    } else {
      runner.end(mapping.uuid());
    }
  }

  private static Map<String, Object> merged(Map<String, Object> present, Document request) {
    Map<String, Object> settings = new LinkedHashMap<>(present);
    for (String name : NAMES) {
      Object value = request.get(name);
      if (value != null) {
        settings.put(name, value);
      }
    }
    return settings;
  }

  /** An {@code EventSourceMappingConfiguration}. */
  Document view(Mapping mapping) {
    Map<String, Object> view = new LinkedHashMap<>(mapping.settings());
    view.remove("FunctionName");
    view.remove("Enabled");
    view.put("UUID", mapping.uuid());
    view.put("FunctionArn", mapping.function().arn(context.account()));
    view.put(
        "EventSourceMappingArn",
        "arn:aws:lambda:"
            + mapping.region()
            + ":"
            + context.account()
            + ":event-source-mapping:"
            + mapping.uuid());
    view.put("BatchSize", mapping.batchSize());
    view.put("MaximumBatchingWindowInSeconds", mapping.batchingWindow().toSeconds());
    view.put("State", mapping.enabled() ? "Enabled" : "Disabled");
    view.put("StateTransitionReason", "USER_INITIATED");
    view.put("LastModified", context.clock().millis() / 1000.0);
    return new Document(view);
  }
}
