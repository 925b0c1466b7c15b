package dev.stacktape;

import dev.stacktape.name.Target;
import dev.stacktape.operate.StackReport;
import dev.stacktape.stack.Synthesis;
import dev.stacktape.template.ResourceOrigin;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what is deployed of a stack, its part in another region included. */
record Describing(Cloud cloud) {

  /**
   * The stack as it is.
   *
   * @param synthesis says where the resources come from; null where the config cannot be read
   */
  StackReport of(Target target, @Nullable Synthesis synthesis) {
    return with(
        cloud.reporting().describe(target, origins(synthesis)),
        synthesis,
        !target.isAtEdge() && cloud.companionNote().exists(target));
  }

  /**
   * The same right after a deployment, which knows whether there is a part in another region, and
   * that code is what the record of hot-swaps says.
   */
  StackReport afterDeployment(Target target, Synthesis synthesis, boolean hasCompanion) {
    return with(
        cloud.reporting().describeDeployed(target, origins(synthesis)), synthesis, hasCompanion);
  }

  private StackReport with(
      StackReport report, @Nullable Synthesis synthesis, boolean hasCompanion) {
    if (!hasCompanion) {
      return report;
    }
    Map<String, ResourceOrigin> origins =
        synthesis == null || synthesis.companion() == null
            ? Map.of()
            : synthesis.companion().origins();
    return report.with(cloud.atEdge().reporting().describe(report.target().companion(), origins));
  }

  private static Map<String, ResourceOrigin> origins(@Nullable Synthesis synthesis) {
    return synthesis == null ? Map.of() : synthesis.origins();
  }
}
