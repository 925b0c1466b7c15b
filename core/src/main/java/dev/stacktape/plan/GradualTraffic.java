package dev.stacktape.plan;

import dev.stacktape.template.CfnResource;
import java.util.Map;

/** Which resources move their traffic to what is new in steps, and watch it meanwhile. */
final class GradualTraffic {
  private GradualTraffic() {}

  /** Whether an ECS service or the alias of a function does. */
  static boolean isMovedBy(CfnResource resource) {
    return switch (resource.type()) {
      case "AWS::ECS::Service" -> isMovedByService(resource);
      case AliasRule.TYPE -> isMovedByAlias(resource);
      default -> false;
    };
  }

  private static boolean isMovedByService(CfnResource service) {
    boolean inSteps =
        service.properties().get("DeploymentConfiguration") instanceof Map<?, ?> configuration
            && configuration.get("Strategy") != null
            && !"ROLLING".equals(configuration.get("Strategy"));
    boolean byOthers =
        service.properties().get("DeploymentController") instanceof Map<?, ?> controller
            && !"ECS".equals(controller.get("Type"));
    return inSteps || byOthers;
  }

  private static boolean isMovedByAlias(CfnResource alias) {
    return alias.attributes().containsKey("UpdatePolicy");
  }
}
