package dev.stacktape;

import dev.stacktape.artifact.Artifact;
import dev.stacktape.artifact.ArtifactBinding;
import dev.stacktape.deploy.DeploymentSettings;
import dev.stacktape.name.Target;
import dev.stacktape.plan.DeployedStack;
import dev.stacktape.plan.Plan;
import dev.stacktape.plan.Planner;
import dev.stacktape.stack.Synthesis;
import dev.stacktape.template.Template;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A plan with everything that is needed to carry it out. What was shown is what is executed.
 *
 * @param plan what is going to happen
 * @param synthesis the template as the config means it
 * @param template the same, bound to the artifacts
 * @param artifacts built and named by content
 * @param deployed what the plan was compared with
 * @param settings how CloudFormation is to deploy
 * @param needsApproval whether the stage is protected, so that somebody must have seen this plan
 * @param timings how long each phase took so far, by its name
 */
public record PlannedDeployment(
    Plan plan,
    Synthesis synthesis,
    Template template,
    List<Artifact> artifacts,
    DeployedStack deployed,
    DeploymentSettings settings,
    boolean needsApproval,
    Map<String, Duration> timings) {

  /** Reads what is deployed, once nothing is under way there, and compares. */
  static PlannedDeployment make(
      StackInCloud stack, List<Artifact> artifacts, Cloud cloud, boolean hotSwap, Phases phases) {
    Synthesis synthesis = stack.synthesis();
    Target target = synthesis.target();
    Template template = ArtifactBinding.bind(synthesis.template(), artifacts);
    Map<String, String> code = FunctionCode.wanted(synthesis.template(), artifacts);
    cloud.settling().settle(target.stackName());
    DeployedStack deployed = cloud.reader().read(target.stackName(), code.keySet());
    Plan plan =
        new Planner()
            .plan(
                target,
                deployed,
                template,
                synthesis.stackTags(),
                synthesis.origins(),
                code,
                hotSwap);
    return new PlannedDeployment(
        plan,
        synthesis,
        template,
        artifacts,
        deployed,
        stack.settings(),
        stack.isProtected(),
        phases.timings());
  }
}
