package dev.stacktape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.deploy.DeployCode;
import dev.stacktape.plan.DeploymentMode;
import dev.stacktape.plan.Plan;
import dev.stacktape.plan.PlanJson;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A plan in a file, from the run that made it to the run that carries it out. The id is what
 * counts: it covers the template with all artifacts in it and the state of the stack, so a
 * deployment whose plan has the same id does exactly what was saved.
 *
 * @param id of the plan
 * @param scripts SHA-256 over the scripts that run beside it; null where none runs
 * @param express whether CloudFormation executes it in express mode, null where it executes nothing
 */
public record SavedPlan(String id, @Nullable String scripts, @Nullable Boolean express) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The file's text: the whole plan, indented. */
  public static String text(Plan plan) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(PlanJson.toTree(plan)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of plain values can always be written", e);
    }
  }

  /** What has to be kept of a plan to know it again. */
  static SavedPlan of(Plan plan) {
    DeploymentMode mode = plan.mode();
    return new SavedPlan(plan.id(), plan.scripts(), mode == null ? null : mode.isExpress());
  }

  /**
   * Goes on only with the scripts that somebody has agreed to with the plan. Asked before they run,
   * because afterwards it is too late.
   *
   * @throws StacktapeException {@code PLAN_STALE}
   */
  void requireScripts(@Nullable String digest) {
    if (!Objects.equals(scripts, digest)) {
      throw new StacktapeException(
          DeployCode.PLAN_STALE
              .error(
                  "The scripts that run beside the deployment are not those of the plan that was"
                      + " agreed to.")
              .hint(
                  "Somebody has changed the script or a file that it runs. Look at them, and plan"
                      + " again: stacktape:diff."));
    }
  }

  /**
   * The plan as it was made anew, in the mode that was saved.
   *
   * @param planned what a deployment would do now
   * @param asked the mode that is asked for beside the plan, null for none
   * @throws StacktapeException {@code EXPRESS_REFUSED} where that is another mode, or where the
   *     mode is no longer to be had
   */
  public PlannedDeployment inItsMode(PlannedDeployment planned, @Nullable Boolean asked) {
    if (asked != null && express != null && !asked.equals(express)) {
      throw new StacktapeException(
          DeployCode.EXPRESS_REFUSED
              .error("The plan was made for %s mode.".formatted(express ? "express" : "standard"))
              .hint("Leave -Dstacktape.express out, or plan again with it: stacktape:diff."));
    }
    return planned.inExpressMode(express);
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws StacktapeException {@code PLAN_UNREADABLE}
   */
  public static SavedPlan read(Path file) {
    try {
      JsonNode plan = JSON.readTree(Files.readString(file));
      JsonNode id = plan.path("id");
      if (id.isTextual() && !id.textValue().isBlank()) {
        String mode = plan.path("mode").textValue();
        return new SavedPlan(
            id.textValue(),
            plan.path("scripts").textValue(),
            mode == null ? null : mode.equals(DeploymentMode.Kind.EXPRESS.name()));
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    throw unreadable(file, null);
  }

  private static StacktapeException unreadable(Path file, @Nullable IOException why) {
    StacktapeException problem =
        new StacktapeException(
            DeployCode.PLAN_UNREADABLE
                .error(
                    why instanceof NoSuchFileException
                        ? "There is no file `%s`.".formatted(file)
                        : "`%s` holds no plan.".formatted(file))
                .hint("stacktape:diff -Dstacktape.savePlan=FILE writes one."));
    if (why != null) {
      problem.addSuppressed(why);
    }
    return problem;
  }
}
