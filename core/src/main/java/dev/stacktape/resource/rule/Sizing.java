package dev.stacktape.resource.rule;

import static dev.stacktape.resource.ResourceCode.SIZE_NOT_POSSIBLE;

import dev.stacktape.resource.Tree;
import dev.stacktape.resource.container.ContainerResources;
import dev.stacktape.resource.container.Cpu;
import dev.stacktape.resource.container.Scaling;
import dev.stacktape.resource.container.ScalingPolicy;
import org.jspecify.annotations.Nullable;

/**
 * How large containers can be and how many of them there are.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size">Task
 *     sizes of Fargate</a>
 */
final class Sizing {
  private static final int GB = 1024;

  private Sizing() {}

  /** Amounts of memory that go with a number of processors, in MB. */
  private record Memory(int least, int most, int step) {
    boolean has(int memory) {
      return memory >= least && memory <= most && (memory - least) % step == 0;
    }

    @Override
    public String toString() {
      return "%d to %d in steps of %d".formatted(least, most, step);
    }
  }

  static void resources(@Nullable ContainerResources resources, Place at) {
    if (resources == null) {
      return;
    }
    boolean machines = !resources.instanceTypes().isEmpty();
    if (!machines && (resources.cpu() == null || resources.memory() == null)) {
      at.needs(
          "Containers need either `cpu` and `memory`, or `instanceTypes`.",
          "Write `cpu: 0.25` and `memory: 512` for a small one.");
    } else if (!machines) {
      fargate(resources.cpu(), resources.memory(), at.in("memory"));
    }
    if (Boolean.TRUE.equals(resources.enableWarmPool()) && resources.instanceTypes().size() != 1) {
      at.in("enableWarmPool")
          .needs(
              "`enableWarmPool` needs exactly one of `instanceTypes`; there are %d."
                  .formatted(resources.instanceTypes().size()),
              null);
    }
    if (machines && resources.architecture() != null) {
      at.in("architecture")
          .conflict(
              "`architecture` cannot be chosen together with `instanceTypes`, which decide on it.",
              "Remove `architecture`.");
    }
  }

  private static void fargate(@Nullable Cpu cpu, @Nullable Integer memory, Place at) {
    if (cpu == null || memory == null) {
      return;
    }
    if (cpu == Cpu.QUARTER) {
      if (memory != GB / 2 && memory != GB && memory != 2 * GB) {
        report(cpu, memory, "512, 1024 or 2048", at);
      }
      return;
    }
    Memory possible = memoryOf(cpu);
    if (!possible.has(memory)) {
      report(cpu, memory, possible.toString(), at);
    }
  }

  private static Memory memoryOf(Cpu cpu) {
    return switch (cpu) {
      case QUARTER -> new Memory(GB / 2, 2 * GB, GB / 2);
      case HALF -> new Memory(GB, 4 * GB, GB);
      case ONE -> new Memory(2 * GB, 8 * GB, GB);
      case TWO -> new Memory(4 * GB, 16 * GB, GB);
      case FOUR -> new Memory(8 * GB, 30 * GB, GB);
      case EIGHT -> new Memory(16 * GB, 60 * GB, 4 * GB);
      case SIXTEEN -> new Memory(32 * GB, 120 * GB, 8 * GB);
    };
  }

  private static void report(Cpu cpu, int memory, String possible, Place at) {
    at.report(
        SIZE_NOT_POSSIBLE,
        "A `cpu` of %s does not go with a `memory` of %d.".formatted(Tree.textOf(cpu), memory),
        "Possible are " + possible + ".");
  }

  static void scaling(@Nullable Scaling scaling, Place at) {
    if (scaling == null) {
      return;
    }
    int least = scaling.minInstances() == null ? 1 : scaling.minInstances();
    int most = scaling.maxInstances() == null ? 1 : scaling.maxInstances();
    if (least > most) {
      at.in("minInstances")
          .conflict(
              "`minInstances` is %d, but `maxInstances` is %d%s."
                  .formatted(least, most, scaling.maxInstances() == null ? ", its default" : ""),
              "Let `maxInstances` be at least " + least + ".");
    }
    ScalingPolicy policy = scaling.scalingPolicy();
    if (policy != null) {
      percent(
          policy.keepAvgCpuUtilizationUnder(),
          at.in("scalingPolicy", "keepAvgCpuUtilizationUnder"));
      percent(
          policy.keepAvgMemoryUtilizationUnder(),
          at.in("scalingPolicy", "keepAvgMemoryUtilizationUnder"));
    }
  }

  private static void percent(@Nullable Double value, Place at) {
    if (value != null && value <= 0) {
      at.invalid("The use in percent must be more than 0.", null);
    } else if (value != null && value > 100) {
      at.doubt("More than 100 percent is never used, so nothing is ever added.", null);
    }
  }
}
