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
    return of(target, synthesis, !target.isAtEdge() && cloud.companionNote().exists(target));
  }

  /** The same, where it is known already whether there is a part in another region. */
  StackReport of(Target target, @Nullable Synthesis synthesis, boolean hasCompanion) {
    StackReport report =
        cloud.reporting().describe(target, synthesis == null ? Map.of() : synthesis.origins());
    if (!hasCompanion) {
      return report;
    }
    Map<String, ResourceOrigin> origins =
        synthesis == null || synthesis.companion() == null
            ? Map.of()
            : synthesis.companion().origins();
    return report.with(cloud.atEdge().reporting().describe(target.companion(), origins));
  }
}
