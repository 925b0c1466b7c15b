package dev.stacktape.mcp.project;

import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.Validation;
import dev.stacktape.event.Amounts;
import dev.stacktape.event.EventListener;
import dev.stacktape.mcp.tool.Answer;
import dev.stacktape.mcp.tool.Arguments;
import dev.stacktape.mcp.tool.Call;
import dev.stacktape.mcp.tool.ProblemContent;
import dev.stacktape.mcp.tool.Schema;
import dev.stacktape.mcp.tool.Tool;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.ProblemText;
import dev.stacktape.problem.StacktapeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code validate_config}. */
public final class ValidateConfig implements Tool {
  private static final int SHOWN = 20;

  private final Stacktape stacktape;
  private final Project project;

  /** Validates configs of a project. */
  public ValidateConfig(Stacktape stacktape, Project project) {
    this.stacktape = stacktape;
    this.project = project;
  }

  @Override
  public String name() {
    return "validate_config";
  }

  @Override
  public String title() {
    return "Validate a config";
  }

  @Override
  public String description() {
    return "Checks a Stacktape config and the CloudFormation template it becomes, offline: all"
        + " problems in one go, each with code, line and fix. Pass `config` to check text"
        + " before writing it to a file. Call it after every edit of a config.";
  }

  @Override
  public Map<String, Object> inputSchema() {
    return Project.schema()
        .may("config", Schema.text("YAML or JSON text to check instead of the file."))
        .closed();
  }

  @Override
  public Map<String, Object> outputSchema() {
    return new Schema()
        .must("valid", Schema.flag())
        .must("problems", Schema.list(ProblemContent.schema()))
        .must("moreProblems", Schema.number())
        .may("resources", Schema.number())
        .may("cloudFormationResources", Schema.number())
        .closed();
  }

  @Override
  public Effect effect() {
    return Effect.LOOKS;
  }

  @Override
  public Answer call(Arguments arguments, Call call) {
    StackRequest request = project.withoutCode(arguments, arguments.text("config").orElse(null));
    Map<String, Object> content = new LinkedHashMap<>();
    try {
      Validation valid = stacktape.validate(request, EventListener.none());
      content.put("valid", true);
      put(content, valid.warnings());
      content.put("resources", valid.resources());
      content.put("cloudFormationResources", valid.cloudFormationResources());
      return new Answer(
          "Valid: %s, %s.%s"
              .formatted(
                  Amounts.count(valid.resources(), "resource"),
                  Amounts.count(valid.cloudFormationResources(), "CloudFormation resource"),
                  text(valid.warnings())),
          content);
    } catch (StacktapeException invalid) {
      content.put("valid", false);
      put(content, invalid.problems());
      return new Answer("Not valid." + text(invalid.problems()), content);
    }
  }

  private static void put(Map<String, Object> content, List<Problem> problems) {
    content.put("problems", ProblemContent.of(shown(problems)));
    content.put("moreProblems", problems.size() - shown(problems).size());
  }

  private static List<Problem> shown(List<Problem> problems) {
    return problems.subList(0, Math.min(SHOWN, problems.size()));
  }

  private static String text(List<Problem> problems) {
    if (problems.isEmpty()) {
      return "";
    }
    int more = problems.size() - shown(problems).size();
    return "\n\n"
        + ProblemText.plain().of(shown(problems))
        + (more > 0 ? "\n" + more + " more; mend these first." : "");
  }
}
