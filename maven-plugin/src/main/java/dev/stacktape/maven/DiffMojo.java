package dev.stacktape.maven;

import dev.stacktape.PlannedDeployment;
import dev.stacktape.SavedPlan;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.plan.Plan;
import dev.stacktape.plan.PlanMarkdown;
import dev.stacktape.plan.PlanText;
import dev.stacktape.template.Template;
import java.io.File;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Shows what a deployment would do, and changes nothing. */
@Mojo(name = "diff", requiresProject = false, threadSafe = true)
public final class DiffMojo extends StackMojo {

  /**
   * How the plan is written: {@code text}, {@code json} or {@code markdown}. The last two go to
   * standard output as they are; {@code mvn -q} leaves nothing else in it.
   */
  @Parameter(property = "stacktape.format", defaultValue = "text")
  private PlanFormat format = PlanFormat.text;

  /** A file for the plan in that format; the console then has the text. */
  @Parameter(property = "stacktape.outFile")
  private @Nullable File outFile;

  /**
   * A file to save the plan to, for {@code stacktape:deploy -Dstacktape.plan=FILE}, which does
   * exactly that or refuses.
   */
  @Parameter(property = "stacktape.savePlan")
  private @Nullable File savePlan;

  /**
   * A template file to compare with instead of what is deployed. Needs no AWS; code is not built
   * and not compared.
   */
  @Parameter(property = "stacktape.against")
  private @Nullable File against;

  /** Whether code is packaged and compared too; without it the diff is quicker. */
  @Parameter(property = "stacktape.build", defaultValue = "true")
  private boolean build = true;

  /**
   * Ends Maven, where nothing else fails, with an exit code for scripts: 0 where there is nothing
   * to do, 2 where something changes, 3 where data would be lost.
   */
  @Parameter(property = "stacktape.detailedExitCode", defaultValue = "false")
  private boolean detailedExitCode;

  /**
   * Whether CloudFormation would deploy in express mode, as {@code stacktape:deploy} has it. A plan
   * that is saved is deployed in the mode that it says.
   */
  @Parameter(property = "stacktape.express")
  private @Nullable Boolean express;

  @Override
  boolean talksToAws() {
    return against == null;
  }

  @Override
  void run(Stacktape stacktape, StackRequest request, Console console) {
    Plan plan = plan(stacktape, request, console);
    if (outFile != null) {
      OutputFile.write(outFile.toPath(), format.write(plan));
    }
    // A report for programs goes to one place, and people get the text where it is not standard
    // output.
    if (outFile != null || format == PlanFormat.text) {
      console.say(PlanText.of(plan));
    } else {
      console.print(format.write(plan).stripTrailing());
    }
    if (isTyped("detailedExitCode", detailedExitCode)) {
      ExitCode.of(plan).afterBuild(session());
    }
  }

  private Plan plan(Stacktape stacktape, StackRequest request, Console console) {
    if (against != null) {
      Template template = TemplateFile.read(against.toPath());
      return stacktape.preview(request, template, console, console.cancellation());
    }
    if (!isTyped("build", build)) {
      return stacktape.preview(request, null, console, console.cancellation());
    }
    PlannedDeployment planned =
        stacktape
            .plan(request, console, console.cancellation())
            .inExpressMode(isTypedIfAtAll("express", express));
    if (savePlan != null) {
      OutputFile.write(savePlan.toPath(), SavedPlan.text(planned.plan()));
      console.say("The plan is in " + console.relative(savePlan.toPath()) + ".");
    }
    if (!planned.scripts().isEmpty()) {
      console.say(planned.scripts());
    }
    return planned.plan();
  }

  /** The forms of a plan; the constants are called as users write them. */
  enum PlanFormat {
    text,
    json,
    markdown;

    String write(Plan plan) {
      return switch (this) {
        case text -> PlanText.of(plan);
        case json -> SavedPlan.text(plan);
        case markdown -> PlanMarkdown.of(plan);
      };
    }
  }
}
