package dev.stacktape.it;

import dev.stacktape.Consent;
import dev.stacktape.DeploymentResult;
import dev.stacktape.PlannedDeletion;
import dev.stacktape.PlannedDeployment;
import dev.stacktape.RollbackChoice;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.aws.AwsClients;
import dev.stacktape.aws.AwsSettings;
import dev.stacktape.aws.Sleeper;
import dev.stacktape.deploy.StackDeletion;
import dev.stacktape.esbuild.EsbuildBinary;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.local.server.LocalAws;
import dev.stacktape.local.server.LocalAwsOptions;
import dev.stacktape.operate.StackReport;
import dev.stacktape.operate.script.Processes;
import dev.stacktape.plan.Swapping;
import dev.stacktape.plan.Version;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The embedded AWS on a state folder, and the engine that deploys an application to it. */
final class Session implements AutoCloseable {
  /** The endpoint answers within milliseconds; nobody needs to wait for it as for AWS. */
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

  final LocalAws aws;
  final AwsClients clients;
  final List<Event> events = Collections.synchronizedList(new ArrayList<>());

  private final Project project;
  private final Stacktape stacktape;

  private Session(Project project, LocalAws aws, Processes processes) {
    this.project = project;
    this.aws = aws;
    this.stacktape =
        new Stacktape(
            Clock.systemUTC(),
            Session::pause,
            Map.of("PATH", System.getenv("PATH")),
            new EsbuildBinary(
                ClassPathLibraries::jar,
                Path.of("target", "esbuild").toAbsolutePath(),
                System.getenv()),
            processes);
    this.clients =
        new AwsClients(
            AwsSettings.embedded(URI.create(aws.endpoint()), App.REGION), EventListener.none());
  }

  static Session open(Path state, Project project) {
    return open(state, project, Processes.ofThisMachine());
  }

  /** With somebody else to run the scripts of the config. */
  static Session open(Path state, Project project, Processes processes) {
    return new Session(
        project,
        LocalAws.start(LocalAwsOptions.in(state).libraries(new ClassPathLibraries())),
        processes);
  }

  private static void pause(Duration time) {
    Sleeper.system().sleep(time.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : time);
  }

  DeploymentResult deploy(String... allowDataLoss) {
    return deploy(events::add, allowDataLoss);
  }

  DeploymentResult deploy(EventListener listener, String... allowDataLoss) {
    CancellationToken cancellation = new CancellationToken();
    PlannedDeployment planned =
        stacktape.prepare(request(), Swapping.NOT_ASKED, null, listener, cancellation);
    return stacktape.deploy(
        request(), planned, new Consent(Set.of(allowDataLoss)), listener, cancellation);
  }

  /** What a deployment would do. */
  PlannedDeployment plan() {
    return stacktape.plan(request(), events::add, new CancellationToken());
  }

  /** What a deletion would do. */
  PlannedDeletion planDeletion() {
    return stacktape.planDeletion(request(), events::add, new CancellationToken());
  }

  /** Plans without running any script, as somebody does who only looks, and then does that. */
  DeploymentResult deployAsPlanned() {
    CancellationToken cancellation = new CancellationToken();
    PlannedDeployment planned = stacktape.plan(request(), events::add, cancellation);
    return stacktape.deploy(request(), planned, Consent.none(), events::add, cancellation);
  }

  DeploymentResult hotswap() {
    return stacktape.hotswap(request(), events::add, new CancellationToken());
  }

  DeploymentResult rollback(RollbackChoice choice) {
    return carryOut(planRollback(choice));
  }

  /** What going back would do. */
  PlannedDeployment planRollback(RollbackChoice choice) {
    return stacktape.planRollback(request(), choice, events::add, new CancellationToken());
  }

  DeploymentResult carryOut(PlannedDeployment planned, String... allowDataLoss) {
    return stacktape.deploy(
        request(),
        planned,
        new Consent(Set.of(allowDataLoss)),
        events::add,
        new CancellationToken());
  }

  List<Version> versions() {
    return stacktape.versions(request(), EventListener.none(), new CancellationToken());
  }

  /** What the deployed API answers. */
  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    String url =
        describe().outputs().values().stream()
            .filter(value -> value.startsWith("http") && !value.contains("jobs"))
            .findFirst()
            .orElseThrow();
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  StackDeletion.Outcome delete(String... allowDataLoss) {
    CancellationToken cancellation = new CancellationToken();
    PlannedDeletion planned = stacktape.planDeletion(request(), events::add, cancellation);
    return stacktape.delete(
        request(), planned, new Consent(Set.of(allowDataLoss)), events::add, cancellation);
  }

  StackReport describe() {
    return stacktape.describe(request(), EventListener.none(), new CancellationToken());
  }

  <E extends Event> Stream<E> events(Class<E> kind) {
    return List.copyOf(events).stream().filter(kind::isInstance).map(kind::cast);
  }

  private StackRequest request() {
    return project.request(aws.endpoint());
  }

  @Override
  public void close() {
    clients.close();
    aws.close();
  }
}
