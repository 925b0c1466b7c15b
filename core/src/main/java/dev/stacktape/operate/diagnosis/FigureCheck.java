package dev.stacktape.operate.diagnosis;

import dev.stacktape.operate.diagnosis.Finding.Kind;
import dev.stacktape.operate.diagnosis.Finding.Urgency;
import dev.stacktape.operate.inventory.Inventory;
import dev.stacktape.operate.metrics.Figure;
import dev.stacktape.operate.metrics.MetricsReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures that are as they should not be. */
final class FigureCheck implements Check {
  private static final String FUNCTION = "AWS::Lambda::Function";
  private static final String LOGS = "Read its logs: stacktape:logs -Dstacktape.resourceName=%s.";
  private static final double GIGABYTE = 1024.0 * 1024 * 1024;

  private final MetricsReading metrics;

  FigureCheck(MetricsReading metrics) {
    this.metrics = metrics;
  }

  @Override
  public String subject() {
    return "the figures";
  }

  @Override
  public List<Finding> look(Inventory stack, Instant from, Instant to) {
    Map<String, Map<String, Figure>> byResource = new LinkedHashMap<>();
    for (Figure figure : metrics.read(stack, List.of(), from, to).figures()) {
      byResource
          .computeIfAbsent(figure.logicalId(), id -> new LinkedHashMap<>())
          .put(figure.title(), figure);
    }
    List<Finding> findings = new ArrayList<>();
    byResource.values().forEach(figures -> findings.addAll(new Resource(figures).findings()));
    return findings;
  }

  /** The figures of one CloudFormation resource, by title. */
  private record Resource(Map<String, Figure> figures) {
    List<Finding> findings() {
      List<Finding> findings = new ArrayList<>();
      failing(findings);
      throttled(findings);
      messages(findings);
      busy(findings);
      return findings;
    }

    private void failing(List<Finding> findings) {
      if (type().equals(FUNCTION) && value("errors") > 0) {
        findings.add(share("errors", "invocations", "`%s` fails.", LOGS));
      }
      for (String title : List.of("5xx", "5xx of the balancer")) {
        if (value(title) > 0) {
          findings.add(
              share(
                  title,
                  "requests",
                  "`%s` answers requests with server errors.",
                  "Look at what it calls, or passes requests on to: the logs of that say why."));
        }
      }
      for (String title : List.of("failed", "timed out")) {
        if (value(title) > 0) {
          findings.add(
              share(
                  title,
                  "started",
                  "Executions of `%s` fail.",
                  "The execution's history in AWS's console says in which state, and why."));
        }
      }
    }

    private void throttled(List<Finding> findings) {
      if (value("throttles") > 0) {
        findings.add(
            finding(
                Kind.CALLS_THROTTLED,
                Urgency.WARNING,
                "Calls of `%s` are refused because too many run at once.",
                "Raise the concurrency that is reserved for `%s`, or the account's quota.",
                "throttles",
                "at once"));
      }
      for (String title : List.of("throttled reads", "throttled writes")) {
        if (value(title) > 0) {
          findings.add(
              finding(
                  Kind.CALLS_THROTTLED,
                  Urgency.WARNING,
                  "`%s` refuses calls because its capacity is used up.",
                  "Give `%s` more capacity, or capacity on demand.",
                  title));
        }
      }
    }

    private void messages(List<Finding> findings) {
      if (value("not delivered") > 0) {
        findings.add(
            finding(
                Kind.MESSAGES_FAIL,
                Urgency.WARNING,
                "Messages of `%s` cannot be delivered.",
                "Look at its subscribers: whether they are there, may be called and answer.",
                "not delivered"));
      }
      // An hour is longer than a queue that is read lets a message wait.
      if (value("oldest message") > 3600) {
        findings.add(
            finding(
                Kind.MESSAGES_WAIT,
                Urgency.WARNING,
                "Messages wait in `%s` and nobody takes them.",
                "Where `%s` keeps what failed elsewhere, look at why it failed; otherwise look at"
                    + " what reads it.",
                "oldest message",
                "waiting"));
      }
      if (type().equals("AWS::Kinesis::Stream") && value("readers behind") > 60_000) {
        findings.add(
            finding(
                Kind.MESSAGES_WAIT,
                Urgency.WARNING,
                "What reads `%s` is behind.",
                "Give the readers of `%s` more to work with, or the stream more shards.",
                "readers behind"));
      }
    }

    private void busy(List<Finding> findings) {
      for (String title : List.of("cpu", "memory")) {
        if (value(title) > 90) {
          findings.add(
              finding(
                  Kind.RESOURCE_BUSY,
                  Urgency.WARNING,
                  "`%s` is at its limit.",
                  "Make `%s` larger, or more of it.",
                  title));
        }
      }
      Figure storage = figures.get("free storage");
      if (storage != null && storage.value() != null && storage.value() < GIGABYTE) {
        findings.add(
            finding(
                Kind.RESOURCE_BUSY,
                Urgency.CRITICAL,
                "`%s` has almost no storage left.",
                "Raise the storage of `%s`.",
                "free storage"));
      }
    }

    /** Bad where some fail; worse where most do. */
    private Finding share(String bad, String all, String what, String fix) {
      boolean most = value(bad) * 2 >= value(all);
      return finding(
          Kind.CALLS_FAIL, most ? Urgency.CRITICAL : Urgency.WARNING, what, fix, bad, all);
    }

    private Finding finding(
        Kind kind, Urgency urgency, String what, String fix, String... evidence) {
      String name = any().resourceName();
      return new Finding(
          kind,
          urgency,
          name,
          null,
          what.formatted(name),
          List.of(evidence).stream()
              .filter(title -> figures.get(title) != null)
              .map(title -> title + ": " + any(title).unit().text(value(title)))
              .toList(),
          fix.formatted(name));
    }

    private double value(String title) {
      Figure figure = figures.get(title);
      Double value = figure == null ? null : figure.value();
      return value == null ? 0 : value;
    }

    private Figure any(String title) {
      return figures.getOrDefault(title, any());
    }

    private Figure any() {
      return figures.values().iterator().next();
    }

    private String type() {
      return any().type();
    }
  }
}
