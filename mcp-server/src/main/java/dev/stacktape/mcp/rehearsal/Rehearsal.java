package dev.stacktape.mcp.rehearsal;

import dev.stacktape.PlannedDeployment;
import dev.stacktape.aws.AwsClients;
import dev.stacktape.aws.AwsSettings;
import dev.stacktape.aws.Polling;
import dev.stacktape.aws.Sleeper;
import dev.stacktape.deploy.ChangeSetDeployment;
import dev.stacktape.deploy.ChangeSetRequest;
import dev.stacktape.deploy.DeployedStackReader;
import dev.stacktape.deploy.DeploymentBucket;
import dev.stacktape.deploy.DeploymentSettings;
import dev.stacktape.deploy.SwapRecords;
import dev.stacktape.deploy.Uploads;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.event.EventWords;
import dev.stacktape.file.Folders;
import dev.stacktape.local.server.LocalAws;
import dev.stacktape.local.server.LocalAwsOptions;
import dev.stacktape.name.Target;
import dev.stacktape.plan.DeployedStack;
import dev.stacktape.plan.Plan;
import dev.stacktape.plan.Planner;
import dev.stacktape.plan.Swapping;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.template.ResourceOrigin;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries a plan out on an embedded AWS of its own, which plays the account: first the template
 * that is deployed now, then the one of the plan. Code and data stay out of it; what is tried is
 * what CloudFormation does.
 */
final class Rehearsal implements AutoCloseable {
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

  private final Target target;
  private final Path folder;
  private final LocalAws aws;
  private final AwsClients clients;
  private final StandIns standIns = new StandIns();
  private final CancellationToken cancellation;

  private Rehearsal(Target target, Path folder, LocalAws aws, CancellationToken cancellation) {
    this.target = target;
    this.folder = folder;
    this.aws = aws;
    this.cancellation = cancellation;
    this.clients =
        new AwsClients(
            AwsSettings.embedded(URI.create(aws.endpoint()), target.region()),
            EventListener.none());
  }

  static Rehearsal open(Target target, CancellationToken cancellation) throws IOException {
    Path folder = Files.createTempDirectory("rehearsal");
    return new Rehearsal(
        target,
        folder,
        LocalAws.start(LocalAwsOptions.in(folder).recordsOf(target.account())),
        cancellation);
  }

  /**
   * What would come of it.
   *
   * @param status of the stack in the end
   * @param failure null when all would go well
   * @param events in words
   * @param standIns what was not there to be asked, and was made up
   */
  record Outcome(
      String status,
      @Nullable StacktapeException failure,
      List<String> events,
      List<String> standIns) {}

  /**
   * Carries the plan out.
   *
   * @throws StacktapeException when not even what is deployed now can be brought to the embedded
   *     AWS, so that nothing can be said
   */
  Outcome run(PlannedDeployment planned) {
    return clients.translating(() -> rehearse(planned));
  }

  private Outcome rehearse(PlannedDeployment planned) {
    DeployedStack now = planned.deployed();
    if (!now.template().resources().isEmpty()) {
      deploy(now.template(), now.parameters(), now.tags(), Map.of(), EventListener.none());
    }
    List<String> events = new ArrayList<>();
    EventListener words =
        event -> {
          if (event instanceof Event.ResourceChanged || event instanceof Event.StackChanged) {
            EventWords.line(event).ifPresent(events::add);
          }
        };
    @Nullable StacktapeException failure = null;
    try {
      deploy(
          planned.template(),
          planned.plan().parameters(),
          planned.synthesis().stackTags(),
          planned.synthesis().origins(),
          words);
    } catch (StacktapeException refused) {
      failure = refused;
    }
    List<String> made = new ArrayList<>();
    standIns.used().forEach(made::add);
    return new Outcome(String.valueOf(read().status()), failure, List.copyOf(events), made);
  }

  private DeployedStack read() {
    return new DeployedStackReader(
            clients.cloudFormation(), clients.lambda(), new SwapRecords(clients.s3()))
        .read(target.stackName());
  }

  private void deploy(
      Template template,
      Map<String, String> parameters,
      Map<String, String> tags,
      Map<String, ResourceOrigin> origins,
      EventListener events) {
    Template rehearsed = standIns.in(template);
    DeployedStack before = read();
    Plan plan =
        new Planner()
            .plan(
                target, before, rehearsed, parameters, tags, origins, Map.of(), Swapping.NOT_ASKED);
    if (plan.route() == Plan.Route.NOTHING) {
      return;
    }
    Polling polling = new Polling(Clock.systemUTC(), Rehearsal::pause, cancellation);
    new DeploymentBucket(clients.s3(), clients.settings(), polling).ensure(target, tags);
    Uploads.StoredTemplate stored =
        new Uploads(clients.s3(), EventListener.none(), cancellation)
            .template(target.deploymentBucket(), TemplateText.toJson(rehearsed));
    var unused =
        new ChangeSetDeployment(clients.cloudFormation(), events, polling)
            .execute(
                new ChangeSetRequest(
                    plan, before, stored, parameters, origins, tags, DeploymentSettings.DEFAULT),
                () -> {});
  }

  /** The endpoint answers at once; nobody needs to wait for it as for AWS. */
  private static void pause(Duration time) {
    Sleeper.system().sleep(time.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : time);
  }

  @Override
  public void close() {
    clients.close();
    aws.close();
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
