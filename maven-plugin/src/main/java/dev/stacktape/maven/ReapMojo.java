package dev.stacktape.maven;

import dev.stacktape.Consent;
import dev.stacktape.PlannedDeletion;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.maven.Choice.Format;
import dev.stacktape.operate.stages.Stage;
import dev.stacktape.operate.stages.StagesText;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Lists the stages of the project, and deletes those whose time to live is over: each like {@code
 * stacktape:delete}, with the same questions. Protected stages are never deleted.
 */
@Mojo(name = "reap", requiresProject = false, threadSafe = true)
public final class ReapMojo extends StackMojo {

  /** Does not ask before it deletes. The embedded AWS is never asked for. */
  @Parameter(property = "stacktape.autoConfirm", defaultValue = "false")
  private boolean autoConfirm;

  /** The resources of the config that may lose their data, each by its name. */
  @Parameter(property = "stacktape.allowDataLoss")
  private List<String> allowDataLoss = List.of();

  /** {@code text}, or {@code json} for programs, which only lists and deletes nothing. */
  @Parameter(property = "stacktape.format", defaultValue = "text")
  private String format = "text";

  @Override
  void run(Stacktape stacktape, StackRequest request, Console console) {
    Format wanted = Choice.format(Format.class, format);
    List<Stage> stages = stacktape.stages(request, console, console.cancellation());
    if (wanted == Format.JSON) {
      console.print(StagesText.json(stages));
      return;
    }
    console.say(StagesText.plain(stages));
    List<Problem> problems = new ArrayList<>();
    boolean cloud = false;
    for (Stage stage : stages.stream().filter(Stage::isDue).toList()) {
      try {
        delete(stacktape, request.at(stage.target().stage()), console);
      } catch (StacktapeException failure) {
        // The others do not wait for it.
        problems.addAll(failure.problems());
        cloud |= failure.isCloud();
      }
    }
    if (!problems.isEmpty()) {
      throw cloud ? StacktapeException.cloud(problems, null) : new StacktapeException(problems);
    }
  }

  private void delete(Stacktape stacktape, StackRequest request, Console console) {
    PlannedDeletion planned = stacktape.planDeletion(request, console, console.cancellation());
    Consent consent = new Consent(Set.copyOf(allowDataLoss));
    console.say(planned.text(consent));
    consent.checkDeletion(planned.plan());
    if (!isLocal()) {
      Confirmation.of(session(), isTyped("autoConfirm", autoConfirm))
          .ask("Delete " + planned.plan().target().stackName() + "?", "reap");
    }
    var unused = stacktape.delete(request, planned, consent, console, console.cancellation());
  }
}
