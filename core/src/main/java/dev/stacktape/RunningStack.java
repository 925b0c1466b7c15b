package dev.stacktape;

import dev.stacktape.name.Target;
import dev.stacktape.operate.Since;
import dev.stacktape.operate.diagnosis.Diagnosis;
import dev.stacktape.operate.drift.DriftReport;
import dev.stacktape.operate.inventory.Inventory;
import dev.stacktape.operate.logs.LogLine;
import dev.stacktape.operate.logs.LogPage;
import dev.stacktape.operate.logs.LogQuery;
import dev.stacktape.operate.logs.LogSources;
import dev.stacktape.operate.metrics.Figures;
import dev.stacktape.operate.outputs.StackValues;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.template.ResourceOrigin;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A stack that runs, to be looked at. Changes nothing. Names are those of the version that is
 * deployed, so that no config is needed.
 */
public final class RunningStack implements AutoCloseable {
  private final Operation operation;
  private final Target target;

  private RunningStack(Operation operation, Target target) {
    this.operation = operation;
    this.target = target;
  }

  /** The stack that an operation is about; the operation ends with it. */
  static RunningStack open(Operation operation) {
    try {
      return new RunningStack(operation, operation.announcedTarget());
    } catch (RuntimeException failure) {
      operation.close();
      throw failure;
    }
  }

  /** Where it is. */
  public Target target() {
    return target;
  }

  /**
   * The newest lines of logs.
   *
   * @throws StacktapeException {@code NOTHING_DEPLOYED}, {@code RESOURCE_NOT_DEPLOYED}, {@code
   *     LOGS_NOT_KEPT}, {@code LOG_FILTER_INVALID}
   */
  public LogPage logs(LogQuery query) {
    return operation.ask(
        () -> {
          Inventory inventory = inventory();
          return operation
              .cloud()
              .logs()
              .read(
                  LogSources.choose(inventory, query.resources()),
                  from(query.since(), inventory),
                  query.pattern(),
                  query.limit());
        });
  }

  /**
   * Passes on what is written to logs after a page was read, until the operation is cancelled.
   *
   * @param query as the page was read with
   */
  public void follow(LogQuery query, LogPage page, Consumer<LogLine> sink) {
    var unused =
        operation.ask(
            () -> {
              operation.cloud().logs().follow(page, query.pattern(), sink);
              return page;
            });
  }

  /**
   * Its outputs, and what can be referred to of its resources; no secrets.
   *
   * @throws StacktapeException {@code NOTHING_DEPLOYED}
   */
  public StackValues outputs() {
    Map<String, Map<String, Object>> params = operation.params(target);
    return operation.ask(() -> operation.cloud().values(target).read(inventory(), params));
  }

  /**
   * What differs in AWS from what was deployed. Takes from seconds to minutes.
   *
   * @throws StacktapeException {@code NOTHING_DEPLOYED}, {@code DRIFT_NOT_DETECTED}
   */
  public DriftReport drift() {
    return operation.ask(() -> operation.cloud().drift().detect(inventory()));
  }

  /**
   * How its resources do.
   *
   * @param resources names of resources of the config, empty for all
   * @param since from when on
   * @throws StacktapeException {@code NOTHING_DEPLOYED}, {@code RESOURCE_NOT_DEPLOYED}
   */
  public Figures metrics(List<String> resources, Since since) {
    return operation.ask(
        () -> {
          Inventory inventory = inventory();
          return operation
              .cloud()
              .metrics()
              .read(
                  inventory,
                  resources,
                  from(since, inventory),
                  operation.circumstances().clock().instant());
        });
  }

  /**
   * Finds out what is wrong. That there is no stack is a finding too, and why when that can be
   * known.
   *
   * @param since when faults count
   */
  public Diagnosis diagnose(Since since) {
    Map<String, ResourceOrigin> origins = operation.origins(target);
    Map<String, Location> places = new HashMap<>();
    origins
        .values()
        .forEach(
            origin -> {
              if (origin.resourceName() != null && origin.location() != null) {
                places.put(origin.resourceName(), origin.location());
              }
            });
    return operation.ask(
        () -> {
          Optional<Inventory> inventory = operation.cloud().inventory().find(target, () -> origins);
          Instant now = operation.circumstances().clock().instant();
          Instant from = inventory.map(found -> from(since, found)).orElse(now);
          return operation.cloud().diagnosing().diagnose(target, inventory, places, from, now);
        });
  }

  private Inventory inventory() {
    return operation.cloud().inventory().read(target, () -> operation.origins(target));
  }

  private Instant from(Since since, Inventory inventory) {
    if (since instanceof Since.Ago ago) {
      return operation.circumstances().clock().instant().minus(ago.time());
    }
    if (since instanceof Since.At at) {
      return at.time();
    }
    return operation.cloud().inventory().lastDeployment(inventory);
  }

  @Override
  public void close() {
    operation.close();
  }
}
