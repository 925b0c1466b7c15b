package dev.stacktape.operate.diagnosis;

import dev.stacktape.aws.AwsClients;
import dev.stacktape.aws.AwsErrors;
import dev.stacktape.event.Redaction;
import dev.stacktape.name.Target;
import dev.stacktape.operate.diagnosis.Finding.Kind;
import dev.stacktape.operate.diagnosis.Finding.Urgency;
import dev.stacktape.operate.inventory.Inventory;
import dev.stacktape.operate.inventory.Swaps;
import dev.stacktape.operate.logs.LogReading;
import dev.stacktape.operate.logs.LogSource;
import dev.stacktape.operate.logs.LogSources;
import dev.stacktape.operate.metrics.MetricsReading;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Finds out what is wrong with a stack by looking at it from several sides. A side that cannot be
 * looked at is said, and does not keep the others from being looked at. Changes nothing.
 */
public final class Diagnosing {
  private final StateCheck state;
  private final List<Check> others;
  private final AwsErrors errors;

  /** Looks through these clients. */
  public Diagnosing(AwsClients clients, LogReading logs, Swaps swaps) {
    this(new StateCheck(clients.cloudFormation()), checks(clients, logs, swaps), clients.errors());
  }

  Diagnosing(StateCheck state, List<Check> others, AwsErrors errors) {
    this.state = state;
    this.others = List.copyOf(others);
    this.errors = errors;
  }

  private static List<Check> checks(AwsClients clients, LogReading logs, Swaps swaps) {
    List<Check> checks = new ArrayList<>();
    checks.add(new AlarmCheck(clients.cloudWatch()));
    checks.add(new FigureCheck(new MetricsReading(clients.cloudWatch())));
    checks.add(new LogCheck(logs));
    checks.add(new SwapCheck(swaps));
    if (!clients.settings().embedded()) {
      // Containers do not run on the embedded AWS.
      checks.add(
          new TaskCheck(
              clients.ecs(),
              (stack, name, container, from, lines) ->
                  lastLines(logs, stack, name, container, from, lines)));
    }
    return checks;
  }

  /**
   * What is wrong.
   *
   * @param stack empty where there is none
   * @param places of resources in the config, by name
   * @param from since when faults count
   */
  public Diagnosis diagnose(
      Target target,
      Optional<Inventory> stack,
      Map<String, Location> places,
      Instant from,
      Instant to) {
    List<Finding> found = new ArrayList<>();
    if (stack.isEmpty()) {
      found.addAll(state.absent(target.stackName()));
    } else {
      found.addAll(look(state, stack.get(), from, to));
      others.forEach(check -> found.addAll(look(check, stack.get(), from, to)));
    }
    return new Diagnosis(
        target,
        stack.map(Inventory::status).orElse(null),
        from,
        to,
        found.stream().map(finding -> placed(clean(finding), places)).toList());
  }

  private List<Finding> look(Check check, Inventory stack, Instant from, Instant to) {
    try {
      return check.look(stack, from, to);
    } catch (SdkException failure) {
      Problem problem = errors.problem(failure);
      return List.of(
          new Finding(
              Kind.NOT_LOOKED_AT,
              Urgency.NOTE,
              null,
              null,
              "Could not look at " + check.subject() + ".",
              List.of(problem.message()),
              problem.hint()));
    }
  }

  private static Finding placed(Finding finding, Map<String, Location> places) {
    String name = finding.resourceName();
    return name == null || places.get(name) == null ? finding : finding.at(places.get(name));
  }

  /** What AWS and programs say may hold what is nobody's business. */
  private static Finding clean(Finding finding) {
    Redaction redaction = new Redaction(Set.of());
    return new Finding(
        finding.kind(),
        finding.urgency(),
        finding.resourceName(),
        finding.location(),
        redaction.text(finding.what()),
        finding.evidence().stream().map(redaction::text).toList(),
        finding.fix() == null ? null : redaction.text(finding.fix()));
  }

  private static List<String> lastLines(
      LogReading logs, Inventory stack, String name, String container, Instant from, int lines) {
    List<LogSource> all =
        LogSources.of(stack).stream()
            .filter(source -> source.resourceName().equals(name))
            .filter(source -> !source.group().endsWith("access-logs"))
            .toList();
    List<LogSource> own =
        all.size() == 1
            ? all
            : all.stream().filter(source -> source.name().endsWith("/" + container)).toList();
    return own.isEmpty()
        ? List.of()
        : logs.read(own, from, null, lines).lines().stream()
            .map(line -> Objects.requireNonNull(line.message()))
            .toList();
  }
}
