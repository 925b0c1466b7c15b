package dev.stacktape.operate.diagnosis;

import dev.stacktape.event.Amounts;
import dev.stacktape.operate.inventory.Inventory;
import dev.stacktape.operate.logs.LogLine;
import dev.stacktape.operate.logs.LogReading;
import dev.stacktape.operate.logs.LogSource;
import dev.stacktape.operate.logs.LogSources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Errors in the logs; what is the same but for its figures counts as one. */
final class LogCheck implements Check {
  /** Lines that are looked at. */
  private static final int LINES = 1000;

  private static final int DIFFERENT_SHOWN = 3;
  private static final int LONGEST = 400;

  /** Every request has a line there, the bad ones too; the figures say it better. */
  private static final String ACCESS_LOGS = "access-logs";

  private static final Pattern CHANGING =
      Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|0x[0-9a-fA-F]+|\\b[0-9a-f]{12,}\\b|\\d+");

  private final LogReading logs;

  LogCheck(LogReading logs) {
    this.logs = logs;
  }

  @Override
  public String subject() {
    return "the logs";
  }

  /** Lines that say the same. */
  private static final class Same {
    private final LogLine first;
    private LogLine last;
    private int count;

    Same(LogLine first) {
      this.first = first;
      this.last = first;
    }

    void add(LogLine line) {
      last = line;
      count++;
    }

    String words() {
      String message = last.message().strip();
      String shown = message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message;
      return count == 1
          ? "%s  %s".formatted(Amounts.moment(last.time()), shown)
          : "%d times from %s to %s: %s"
              .formatted(count, Amounts.moment(first.time()), Amounts.moment(last.time()), shown);
    }
  }

  /** What a resource tells of. */
  private record Symptom(String resourceName, LogSign sign) {}

  @Override
  public List<Finding> look(Inventory stack, Instant from, Instant to) {
    List<LogSource> sources =
        LogSources.of(stack).stream()
            .filter(source -> !source.group().endsWith(ACCESS_LOGS))
            .toList();
    Map<Symptom, Map<String, Same>> symptoms = new LinkedHashMap<>();
    for (LogLine line : logs.read(sources, from, LogSign.FILTER, LINES).lines()) {
      Optional<LogSign> sign = LogSign.in(line.message());
      if (sign.isPresent()) {
        String name = new LogSource(line.source(), "").resourceName();
        symptoms
            .computeIfAbsent(new Symptom(name, sign.get()), symptom -> new LinkedHashMap<>())
            .computeIfAbsent(gist(line.message()), gist -> new Same(line))
            .add(line);
      }
    }
    List<Finding> findings = new ArrayList<>();
    symptoms.forEach((symptom, lines) -> findings.add(finding(symptom, lines)));
    return findings;
  }

  private static Finding finding(Symptom symptom, Map<String, Same> lines) {
    String name = symptom.resourceName();
    List<String> evidence =
        lines.values().stream()
            .sorted(Comparator.comparingInt((Same same) -> same.count).reversed())
            .limit(DIFFERENT_SHOWN)
            .map(Same::words)
            .toList();
    LogSign sign = symptom.sign();
    return new Finding(
        sign.kind(),
        sign.urgency(),
        name,
        null,
        sign.what().formatted(name),
        evidence,
        sign.fix().formatted(name));
  }

  /** What a line says without what changes from time to time. */
  private static String gist(String message) {
    String line = message.strip().lines().findFirst().orElse("");
    String gist = CHANGING.matcher(line).replaceAll("#");
    return gist.length() > LONGEST ? gist.substring(0, LONGEST) : gist;
  }
}
