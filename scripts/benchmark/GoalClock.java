package dev.stacktape.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.eventspy.AbstractEventSpy;
import org.apache.maven.execution.ExecutionEvent;

/**
 * Prints how long each goal of a build takes: on the clock, and in time of the processor, which other
 * programs on the machine do not change.
 */
@Named
@Singleton
public final class GoalClock extends AbstractEventSpy {
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private long wallNanos;
  private long cpuNanos;

  @Override
  public void onEvent(Object event) {
    if (!(event instanceof ExecutionEvent)) {
      return;
    }
    ExecutionEvent execution = (ExecutionEvent) event;
    switch (execution.getType()) {
      case MojoStarted:
        cpuNanos = system.getProcessCpuTime();
        wallNanos = System.nanoTime();
        break;
      case MojoSucceeded:
        System.out.printf(
            "GOAL %s:%s %d ms, %d ms of processor%n",
            execution.getMojoExecution().getArtifactId(),
            execution.getMojoExecution().getGoal(),
            (System.nanoTime() - wallNanos) / 1_000_000,
            (system.getProcessCpuTime() - cpuNanos) / 1_000_000);
        break;
      default:
        break;
    }
  }
}
