package dev.stacktape;

import dev.stacktape.artifact.Artifact;
import dev.stacktape.plan.DeployedStack;
import dev.stacktape.plan.Plan;
import dev.stacktape.stack.Synthesis;
import dev.stacktape.template.Template;
import java.util.List;

/**
 * A plan with everything that is needed to carry it out. What was shown is what is executed.
 *
 * @param plan what is going to happen
 * @param synthesis the template as the config means it
 * @param template the same, bound to the artifacts
 * @param artifacts built and named by content
 * @param deployed what the plan was compared with
 */
public record PlannedDeployment(
    Plan plan,
    Synthesis synthesis,
    Template template,
    List<Artifact> artifacts,
    DeployedStack deployed) {}
