package dev.stacktape.resource.container;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How much memory goes with how many processors on Fargate.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size">Task
 *     CPU and memory</a>
 */
final class FargateSize {
  private static final int GB = 1024;

  private FargateSize() {}

  /** The amounts of memory that are possible, in MB, the smallest first. */
  static List<Integer> memory(Cpu cpu) {
    return switch (cpu) {
      case QUARTER -> List.of(GB / 2, GB, 2 * GB);
      case HALF -> steps(1, 4, 1);
      case ONE -> steps(2, 8, 1);
      case TWO -> steps(4, 16, 1);
      case FOUR -> steps(8, 30, 1);
      case EIGHT -> steps(16, 60, 4);
      case SIXTEEN -> steps(32, 120, 8);
    };
  }

  private static List<Integer> steps(int fromGb, int toGb, int stepGb) {
    return IntStream.rangeClosed(0, (toGb - fromGb) / stepGb)
        .map(i -> (fromGb + i * stepGb) * GB)
        .boxed()
        .toList();
  }
}
