package dev.stacktape.mcp;

import dev.stacktape.Stacktape;
import dev.stacktape.mcp.approval.Gate;
import dev.stacktape.mcp.approval.PlanStore;
import dev.stacktape.mcp.approval.Policy;
import dev.stacktape.mcp.offer.Offer;
import dev.stacktape.mcp.offer.Prompts;
import dev.stacktape.mcp.offer.Resources;
import dev.stacktape.mcp.operation.CancelOperation;
import dev.stacktape.mcp.operation.CarryOut;
import dev.stacktape.mcp.operation.CarryOut.Kind;
import dev.stacktape.mcp.operation.GetOperation;
import dev.stacktape.mcp.operation.Journal;
import dev.stacktape.mcp.operation.Operations;
import dev.stacktape.mcp.operation.PlanChange;
import dev.stacktape.mcp.project.DescribeProject;
import dev.stacktape.mcp.project.DescribeStack;
import dev.stacktape.mcp.project.LookupDocs;
import dev.stacktape.mcp.project.PreviewTemplate;
import dev.stacktape.mcp.project.Project;
import dev.stacktape.mcp.project.ProjectFolder;
import dev.stacktape.mcp.project.ValidateConfig;
import dev.stacktape.mcp.rehearsal.Rehearse;
import dev.stacktape.mcp.running.Diagnose;
import dev.stacktape.mcp.running.ReadLogs;
import dev.stacktape.mcp.store.Templates;
import dev.stacktape.mcp.tool.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one launch offers. Tools that this launch does not allow are not there at all.
 *
 * @param offer tools, in an order that never changes, resources and prompts
 * @param operations what the tools have begun
 */
record Toolbox(Offer offer, Operations operations) implements AutoCloseable {

  static Toolbox of(Launch launch, Stacktape stacktape, Clock clock, String command)
      throws IOException {
    Project project =
        new Project(
            ProjectFolder.at(launch.project()),
            launch.region(),
            launch.profile(),
            launch.embedded());
    Policy policy = policy(launch);
    Path root = project.folder().root();
    PlanStore plans = new PlanStore(launch.home().resolve("plans"), clock).of(root);
    Templates templates = new Templates(launch.home().resolve("templates"), clock);
    Gate gate = new Gate(plans, command);
    Journal journal = new Journal(launch.home().resolve("operations"), clock, root);
    Operations operations = new Operations(journal);
    List<CarryOut> executors = new ArrayList<>();
    if (launch.allowWrite()) {
      for (Kind kind : List.of(Kind.DEPLOY, Kind.HOTSWAP, Kind.ROLLBACK)) {
        executors.add(new CarryOut(kind, stacktape, project, policy, plans, gate, operations));
      }
    }
    if (launch.allowDelete()) {
      executors.add(new CarryOut(Kind.DELETE, stacktape, project, policy, plans, gate, operations));
    }
    Set<String> executable = executors.stream().map(Tool::name).collect(Collectors.toSet());
    List<Tool> tools = new ArrayList<>();
    tools.add(new DescribeProject(project));
    tools.add(new ValidateConfig(stacktape, project));
    tools.add(new PreviewTemplate(stacktape, project, templates));
    LookupDocs docs = new LookupDocs();
    tools.add(docs);
    tools.add(new PlanChange(stacktape, project, policy, plans, gate, templates, executable));
    tools.add(new Rehearse(stacktape, project, policy));
    tools.add(new DescribeStack(stacktape, project, policy));
    tools.add(new ReadLogs(stacktape, project, policy));
    tools.add(new Diagnose(stacktape, project, policy));
    tools.add(new GetOperation(operations));
    tools.addAll(executors);
    if (!executors.isEmpty()) {
      tools.add(new CancelOperation(operations));
    }
    return new Toolbox(
        new Offer(
            tools,
            Resources.of(docs, plans, templates, journal),
            Prompts.of(policy, plans, journal)),
        operations);
  }

  /** The project's own file is written by whoever writes in the project: it can only tighten. */
  private static Policy policy(Launch launch) throws IOException {
    Policy outside = Policy.read(launch.policy());
    java.nio.file.Path inside = launch.project().resolve(".stacktape").resolve("mcp-policy.yml");
    return outside.tightenedBy(inside);
  }

  @Override
  public void close() {
    operations.close();
  }
}
