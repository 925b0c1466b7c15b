package dev.stacktape;

import dev.stacktape.operate.StackInfoFile;
import dev.stacktape.operate.StackReport;
import dev.stacktape.plan.Plan;
import dev.stacktape.template.TemplateText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What came of a deployment.
 *
 * @param route the way that was taken
 * @param report the stack as it is now
 * @param infoFile where the same stands as JSON, beside the template
 */
public record DeploymentResult(Plan.Route route, StackReport report, Path infoFile) {

  static DeploymentResult written(
      Path folder, PlannedDeployment planned, StackReport report, Map<String, Duration> timings) {
    String template = TemplateText.toYaml(planned.template());
    return new DeploymentResult(
        planned.plan().route(), report, StackInfoFile.write(folder, report, template, timings));
  }
}
