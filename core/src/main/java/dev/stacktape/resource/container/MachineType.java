package dev.stacktape.resource.container;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a kind of EC2 machine tells.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html">Instance
 *     type naming conventions</a>
 */
final class MachineType {
  private static final Pattern NAME = Pattern.compile("([a-z]+?)(\\d+)([a-z-]*)\\.([a-z0-9-]+)");
  private static final Pattern MULTIPLE = Pattern.compile("(\\d*)xlarge");
  private static final int MB_PER_GB = 1024;

  /** Memory in MB of the small sizes, which do not follow from processors. */
  private static final Map<String, Integer> BURSTABLE =
      Map.of(
          "nano", 512, "micro", 1024, "small", 2048, "medium", 4096, "large", 8192, "xlarge", 16384,
          "2xlarge", 32768);

  /** GB of memory for each processor. */
  private static final Map<String, Integer> GB_PER_CPU = Map.of("c", 2, "m", 4, "r", 8);

  private MachineType() {}

  static boolean isWellFormed(String name) {
    return NAME.matcher(name).matches();
  }

  /** {@code arm64} for machines with AWS's own processors, else {@code x86_64}. */
  static String architecture(String name) {
    Matcher parts = NAME.matcher(name);
    boolean isArm = parts.matches() && (parts.group(3).startsWith("g") || name.startsWith("a1."));
    return isArm ? "arm64" : "x86_64";
  }

  /** Whether there is a graphics processor of the kind that AWS's images for ECS support. */
  static boolean hasGpu(String name) {
    Matcher parts = NAME.matcher(name);
    return parts.matches() && (parts.group(1).equals("g") || parts.group(1).equals("p"));
  }

  /** Its memory in MB, where the name tells it. */
  static Optional<Integer> memory(String name) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      return Optional.empty();
    }
    if (parts.group(1).equals("t")) {
      return Optional.ofNullable(BURSTABLE.get(parts.group(4)));
    }
    Integer perCpu = GB_PER_CPU.get(parts.group(1));
    return perCpu == null
        ? Optional.empty()
        : cpus(parts.group(4)).map(cpus -> cpus * perCpu * MB_PER_GB);
  }

  private static Optional<Integer> cpus(String size) {
    Matcher multiple = MULTIPLE.matcher(size);
    if (multiple.matches()) {
      String count = multiple.group(1);
      return Optional.of(4 * (count.isEmpty() ? 1 : Integer.parseInt(count)));
    }
    return switch (size) {
      case "medium" -> Optional.of(1);
      case "large" -> Optional.of(2);
      default -> Optional.empty();
    };
  }
}
