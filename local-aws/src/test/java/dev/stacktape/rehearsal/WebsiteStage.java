package dev.stacktape.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.Consent;
import dev.stacktape.PlannedDeployment;
import dev.stacktape.RollbackChoice;
import dev.stacktape.Stacktape;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.plan.Version;
import dev.stacktape.problem.Problem;
import dev.stacktape.rehearsal.Rehearsal.Run;
import dev.stacktape.rehearsal.WebsiteApp.Served;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.sync.RequestBody;

/** A website on the embedded AWS, and everything that is done with it. */
final class WebsiteStage implements AutoCloseable {
  final Rehearsal rehearsal;
  final WebsiteApp app;

  WebsiteStage(Path work) {
    rehearsal = Rehearsal.in(work.resolve("aws"));
    app = WebsiteApp.in(work.resolve("app"));
    app.page("index.html", "<head></head>One");
    app.page("data/prices.json", "{}");
    app.page("old.txt", "old");
    app.page("same.css", "b{}");
  }

  void deploy() {
    Run run = app.deploy(rehearsal);
    assertThat(run.text()).isEmpty();
    assertThat(run.events(Event.Warned.class)).isEmpty();
  }

  /** The queue and the website change together, as an API and its front end do. */
  void second() {
    app.config(WebsiteApp.CONFIG.replace("61", "62").replace("no-store", "no-cache"));
    app.page("index.html", "<head></head>Two");
    app.page("new.txt", "new");
    app.withoutPage("old.txt");
    deploy();
  }

  /** The bucket stays behind with its name; whoever wants the name again deletes it. */
  void takeTheSiteOut() {
    String bucket = app.bucket(rehearsal);
    app.config("serviceName: orders\nresources:\n  jobs:\n    type: sqs-queue\n");
    deployLosing("site");
    rehearsal
        .s3()
        .listObjectVersions(list -> list.bucket(bucket))
        .versions()
        .forEach(
            one ->
                rehearsal
                    .s3()
                    .deleteObject(
                        delete -> delete.bucket(bucket).key(one.key()).versionId(one.versionId())));
    rehearsal.s3().deleteBucket(delete -> delete.bucket(bucket));
  }

  void deployLosing(String resource) {
    List<Event> events = new CopyOnWriteArrayList<>();
    Run run =
        rehearsal.run(
            events,
            () -> {
              Stacktape stacktape = rehearsal.engine("laptop");
              CancellationToken cancellation = new CancellationToken();
              PlannedDeployment planned =
                  stacktape.prepare(app.request(rehearsal), events::add, cancellation);
              var unused =
                  stacktape.deploy(
                      app.request(rehearsal),
                      planned,
                      new Consent(Set.of(resource)),
                      events::add,
                      cancellation);
            });
    assertThat(run.text()).isEmpty();
  }

  PlannedDeployment planned(RollbackChoice choice, List<Event> events) {
    return rehearsal
        .engine("laptop")
        .planRollback(app.request(rehearsal), choice, events::add, new CancellationToken());
  }

  Run rollback(RollbackChoice choice) {
    List<Event> events = new CopyOnWriteArrayList<>();
    return rehearsal.run(events, () -> carryOut(planned(choice, events), events));
  }

  void carryOut(PlannedDeployment planned, List<Event> events) {
    Stacktape stacktape = rehearsal.engine("laptop");
    var unused =
        stacktape.deploy(
            app.request(rehearsal),
            planned,
            new Consent(Set.of()).approving(planned.plan()),
            events::add,
            new CancellationToken());
  }

  void goBack(RollbackChoice choice) {
    Run run = rollback(choice);
    assertThat(run.text()).isEmpty();
    assertThat(run.events(Event.Warned.class)).isEmpty();
  }

  static RollbackChoice step() {
    return new RollbackChoice.Steps(1);
  }

  static RollbackChoice version(int number) {
    return new RollbackChoice.Exactly(number);
  }

  static List<String> warnings(Run run) {
    return run.events(Event.Warned.class).stream()
        .map(Event.Warned::problem)
        .map(Problem::code)
        .toList();
  }

  Map<String, Served> served() {
    return app.served(rehearsal);
  }

  String index() {
    return served().get("index.html").text();
  }

  List<Integer> numbers() {
    return app.versions(rehearsal).stream().map(Version::number).toList();
  }

  String manifest(int back) {
    return String.valueOf(app.versions(rehearsal).get(back).files().get(0).manifest());
  }

  long count(String operation) {
    return rehearsal.aws.calls().all().stream()
        .filter(call -> call.operation().equals(operation))
        .count();
  }

  String text(String key) {
    return rehearsal
        .s3()
        .getObjectAsBytes(get -> get.bucket(rehearsal.deploymentBucket()).key(key))
        .asUtf8String();
  }

  void put(String key, String text) {
    rehearsal
        .s3()
        .putObject(
            put -> put.bucket(rehearsal.deploymentBucket()).key(key), RequestBody.fromString(text));
  }

  void remove(String key) {
    rehearsal.s3().deleteObject(delete -> delete.bucket(rehearsal.deploymentBucket()).key(key));
  }

  @Override
  public void close() {
    rehearsal.close();
  }
}
