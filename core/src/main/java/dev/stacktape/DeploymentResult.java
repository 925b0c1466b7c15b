package dev.stacktape;

import dev.stacktape.operate.StackInfoFile;
import dev.stacktape.operate.StackReport;
import dev.stacktape.plan.Plan;
import dev.stacktape.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a deployment.
 *
 * @param route the way that was taken
 * @param report the stack as it is now
 * @param infoFile where the same stands as JSON, null where the config wants no such file
 * @param scriptFailures what became of scripts that should have run afterwards, as warnings
 */
public record DeploymentResult(
    Plan.Route route, StackReport report, @Nullable Path infoFile, List<Problem> scriptFailures) {

  /**
   * Leaves the report in a folder, and the report beside the config as well.
   *
   * @param folder of the build
   */
  static DeploymentResult written(
      Path folder, PlannedDeployment planned, StackReport report, Map<String, Duration> timings) {
    Path beside = planned.infoFile();
    if (beside == null) {
      StackInfoFile.remove(folder);
      return new DeploymentResult(planned.plan().route(), report, null, List.of());
    }
    Path file = StackInfoFile.write(folder.resolve(StackInfoFile.INFO), report, timings);
    var unused = StackInfoFile.write(beside, report, timings);
    return new DeploymentResult(planned.plan().route(), report, file, List.of());
  }

  DeploymentResult with(List<Problem> failures) {
    return new DeploymentResult(route, report, infoFile, failures);
  }
}
