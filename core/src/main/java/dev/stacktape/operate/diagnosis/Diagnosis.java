package dev.stacktape.operate.diagnosis;

import dev.stacktape.name.Target;
import dev.stacktape.operate.diagnosis.Finding.Kind;
import dev.stacktape.operate.diagnosis.Finding.Urgency;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a stack.
 *
 * @param target where it is
 * @param status of the stack, null where there is none
 * @param from since when faults were looked for
 * @param to until when
 * @param findings the most urgent first, and of those the nearest to the cause
 */
public record Diagnosis(
    Target target, @Nullable String status, Instant from, Instant to, List<Finding> findings) {
  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::urgency).thenComparing(Finding::kind);

  public Diagnosis {
    findings = findings.stream().sorted(ORDER).toList();
  }

  /** How a stack is, in one word. */
  public enum Health {
    /** There is no stack. */
    ABSENT,
    /** CloudFormation is at work on it. */
    CHANGING,
    /** Something does not work. */
    BROKEN,
    /** Something does not work as it should. */
    IMPAIRED,
    /** Nothing wrong was found. */
    HEALTHY
  }

  /** How the stack is. */
  public Health health() {
    if (status == null) {
      return Health.ABSENT;
    }
    if (findings.stream().anyMatch(finding -> finding.urgency() == Urgency.CRITICAL)) {
      return Health.BROKEN;
    }
    if (findings.stream().anyMatch(finding -> finding.kind() == Kind.OPERATION_RUNNING)) {
      return Health.CHANGING;
    }
    return findings.stream().anyMatch(finding -> finding.urgency() == Urgency.WARNING)
        ? Health.IMPAIRED
        : Health.HEALTHY;
  }
}
