package dev.stacktape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.deploy.DeployCode;
import dev.stacktape.plan.Plan;
import dev.stacktape.plan.PlanJson;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A plan in a file, from the run that made it to the run that carries it out. The id is what
 * counts: it covers the template with all artifacts in it and the state of the stack, so a
 * deployment whose plan has the same id does exactly what was saved.
 *
 * @param id of the plan
 */
public record SavedPlan(String id) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The file's text: the whole plan, indented. */
  public static String text(Plan plan) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(PlanJson.toTree(plan)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of plain values can always be written", e);
    }
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws StacktapeException {@code PLAN_UNREADABLE}
   */
  public static SavedPlan read(Path file) {
    try {
      JsonNode id = JSON.readTree(Files.readString(file)).path("id");
      if (id.isTextual() && !id.textValue().isBlank()) {
        return new SavedPlan(id.textValue());
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
                .error("`%s` holds no plan.".formatted(file))
                .hint("stacktape:diff -Dstacktape.savePlan=FILE writes one."));
    if (why != null) {
      problem.addSuppressed(why);
    }
    return problem;
  }
}
