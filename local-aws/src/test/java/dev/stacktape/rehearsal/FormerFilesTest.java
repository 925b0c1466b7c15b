package dev.stacktape.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.Consent;
import dev.stacktape.PlannedDeployment;
import dev.stacktape.RollbackChoice;
import dev.stacktape.Stacktape;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.local.CallLog.Call;
import dev.stacktape.local.Faults;
import dev.stacktape.local.Faults.Kind;
import dev.stacktape.plan.Plan.Route;
import dev.stacktape.plan.StoredContent;
import dev.stacktape.plan.Version;
import dev.stacktape.problem.Problem;
import dev.stacktape.rehearsal.Rehearsal.Run;
import dev.stacktape.rehearsal.WebsiteApp.Served;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** Going back to a version brings the files back that its deployment put into buckets. */
class FormerFilesTest {
  @TempDir Path work;
  private Rehearsal rehearsal;
  private WebsiteApp app;

  @BeforeEach
  void start() {
    rehearsal = Rehearsal.in(work.resolve("aws"));
    app = WebsiteApp.in(work.resolve("app"));
    app.page("index.html", "<head></head>One");
    app.page("data/prices.json", "{}");
    app.page("old.txt", "old");
    app.page("same.css", "b{}");
  }

  @AfterEach
  void stop() {
    rehearsal.close();
  }

  private void deploy() {
    Run run = app.deploy(rehearsal);
    assertThat(run.text()).isEmpty();
    assertThat(run.events(Event.Warned.class)).isEmpty();
  }

  private PlannedDeployment planned(RollbackChoice choice, List<Event> events) {
    return rehearsal
        .engine("laptop")
        .planRollback(app.request(rehearsal), choice, events::add, new CancellationToken());
  }

  private Run rollback(RollbackChoice choice) {
    List<Event> events = new CopyOnWriteArrayList<>();
    return rehearsal.run(events, () -> carryOut(planned(choice, events), events));
  }

  private void carryOut(PlannedDeployment planned, List<Event> events) {
    Stacktape stacktape = rehearsal.engine("laptop");
    var unused =
        stacktape.deploy(
            app.request(rehearsal),
            planned,
            new Consent(Set.of()).approving(planned.plan()),
            events::add,
            new CancellationToken());
  }

  private void goBack(RollbackChoice choice) {
    Run run = rollback(choice);
    assertThat(run.text()).isEmpty();
    assertThat(run.events(Event.Warned.class)).isEmpty();
  }

  private static RollbackChoice step() {
    return new RollbackChoice.Steps(1);
  }

  private static RollbackChoice version(int number) {
    return new RollbackChoice.Exactly(number);
  }

  private Map<String, Served> served() {
    return app.served(rehearsal);
  }

  private String index() {
    return served().get("index.html").text();
  }

  private List<Integer> numbers() {
    return app.versions(rehearsal).stream().map(Version::number).toList();
  }

  private static List<String> warnings(Run run) {
    return run.events(Event.Warned.class).stream()
        .map(Event.Warned::problem)
        .map(Problem::code)
        .toList();
  }

  private long count(String operation) {
    return rehearsal.aws.calls().all().stream()
        .filter(call -> call.operation().equals(operation))
        .count();
  }

  /** The queue and the website change together, as an API and its front end do. */
  private void second() {
    app.config(WebsiteApp.CONFIG.replace("61", "62").replace("no-store", "no-cache"));
    app.page("index.html", "<head></head>Two");
    app.page("new.txt", "new");
    app.withoutPage("old.txt");
    deploy();
  }

  @Test
  void filesGoBackWithTheStackAndAreServedAsTheyWere() {
    deploy();
    Map<String, Served> first = served();
    assertThat(first.get("data/prices.json"))
        .isEqualTo(new Served("{}", "application/json", "no-store", "de", Map.of("kind", "data")));
    second();
    Map<String, Served> second = served();
    assertThat(second.keySet()).contains("new.txt").doesNotContain("old.txt");
    long invalidations = count("CreateInvalidation");

    PlannedDeployment planned = planned(step(), new CopyOnWriteArrayList<>());
    assertThat(planned.plan().route()).isEqualTo(Route.CHANGE_SET);
    assertThat(planned.text())
        .contains("JobsQueue", "Files that are taken back\n  site: 2 changed, 1 added, 1 removed");
    assertThat(served()).as("a plan changes nothing").isEqualTo(second);

    goBack(step());
    assertThat(served()).isEqualTo(first);
    assertThat(Rehearsal.version(rehearsal.template())).isEqualTo(1);
    assertThat(count("CreateInvalidation")).isEqualTo(invalidations + 1);

    goBack(version(2));
    assertThat(served()).isEqualTo(second);
    assertThat(Rehearsal.version(rehearsal.template())).isEqualTo(2);
  }

  @Test
  void whatOnlyChangedFilesIsAVersionTooAndGoingBackTwiceGoesBackTwo() {
    deploy();
    app.page("index.html", "<head></head>Two");
    deploy();
    app.page("index.html", "<head></head>Three");
    deploy();
    assertThat(numbers()).containsExactly(3, 2, 1);

    assertThat(planned(step(), new CopyOnWriteArrayList<>()).text())
        .contains("Only files differ", "site: 1 changed, 0 added, 0 removed");
    goBack(step());
    assertThat(index()).endsWith("Two");
    goBack(step());
    assertThat(index()).endsWith("One");
    assertThat(app.versions(rehearsal).get(0).restores()).isEqualTo(1);
    assertThat(rollback(step()).codes()).containsExactly("VERSION_NOT_FOUND");
    goBack(version(3));
    assertThat(index()).endsWith("Three");
    assertThat(numbers()).containsExactly(6, 5, 4, 3, 2, 1);
  }

  /** The folder still holds what was gone back from; a deployment brings exactly that again. */
  @Test
  void aDeploymentAfterwardsFindsWhatReallyIsInTheBucket() {
    deploy();
    app.page("index.html", "<head></head>Two");
    deploy();
    goBack(step());

    deploy();

    assertThat(index()).endsWith("Two");
  }

  @Test
  void pagesAreToldWhatTheyWereToldThen() {
    app.config(WebsiteApp.CONFIG.replace("$ResourceParam('jobs', 'arn')", "first"));
    deploy();
    String told = index();
    assertThat(told).contains("{\"JOBS\":\"first\"}");
    app.config(WebsiteApp.CONFIG);
    deploy();
    assertThat(index()).contains("arn:aws:sqs");

    goBack(step());

    assertThat(index()).isEqualTo(told);
  }

  @Test
  void whatWasHotSwappedIsOverwrittenAndOnRecordNoLonger() {
    deploy();
    Map<String, Served> first = served();
    app.page("index.html", "<head></head>Swapped");
    app.page("more.txt", "more");
    assertThat(app.hotswap(rehearsal).text()).isEmpty();
    assertThat(index()).endsWith("Swapped");
    assertThat(numbers()).as("a hot-swap makes no version").containsExactly(1);

    goBack(version(1));

    assertThat(served()).isEqualTo(first);
    assertThat(planned(version(1), new CopyOnWriteArrayList<>()).isNothing()).isTrue();
  }

  @Test
  void filesThatWereHotSwappedBecomeAVersionByADeployment() {
    deploy();
    app.page("index.html", "<head></head>Swapped");
    assertThat(app.hotswap(rehearsal).text()).isEmpty();
    deploy();
    assertThat(numbers()).containsExactly(2, 1);
    app.page("index.html", "<head></head>Later");
    deploy();

    goBack(step());

    assertThat(index()).endsWith("Swapped");
  }

  @Test
  void aVersionFromBeforeFilesWereKeptLeavesThemAndSaysSo() {
    deploy();
    String record = text("versions/000001.json");
    put("versions/000001.json", record.substring(0, record.indexOf(",\"contents\":")) + "}");
    assertThat(app.versions(rehearsal).get(0).contents()).isNull();
    second();
    Map<String, Served> second = served();

    Run run = rollback(step());

    assertThat(run.text()).isEmpty();
    assertThat(warnings(run)).containsExactly("CONTENT_NOT_ON_RECORD");
    assertThat(served()).isEqualTo(second);
    assertThat(Rehearsal.version(rehearsal.template())).isEqualTo(1);
    assertThat(app.versions(rehearsal).get(0).files())
        .as("what is in the bucket now")
        .isEqualTo(app.versions(rehearsal).get(1).files());
  }

  @Test
  void theBytesAreCopiedInsideOfS3AndOnlyWhereTheyAreNew() {
    deploy();
    assertThat(count("CopyObject")).isEqualTo(4);
    assertThat(WebsiteApp.keys(rehearsal, "files/")).hasSize(4);
    rehearsal.aws.calls().clear();
    app.page("index.html", "<head></head>Two");
    deploy();

    assertThat(count("CopyObject")).isEqualTo(1);
    assertThat(WebsiteApp.keys(rehearsal, "files/")).hasSize(5);
    assertThat(WebsiteApp.keys(rehearsal, "manifests/")).hasSize(2);
  }

  @Test
  void whatSomebodyElsePutIntoTheBucketIsReplacedAndNeverKept() {
    deploy();
    String bucket = app.bucket(rehearsal);
    rehearsal
        .s3()
        .putObject(
            put -> put.bucket(bucket).key("same.css"), RequestBody.fromString("somebody else's"));
    app.page("index.html", "<head></head>Two");
    deploy();

    assertThat(served().get("same.css").text()).isEqualTo("b{}");
    goBack(step());
    assertThat(served().get("same.css").text()).isEqualTo("b{}");
  }

  @Test
  void anUnchangedDeploymentAsksNoMoreThanBefore() {
    deploy();
    rehearsal.aws.calls().clear();

    deploy();

    assertThat(rehearsal.aws.calls().all())
        .extracting(Call::toString)
        .as("as before files were kept")
        .containsExactlyInAnyOrder(
            "sts:GetCallerIdentity",
            "cloudformation:DescribeStacks",
            "cloudformation:DescribeStacks",
            "cloudformation:DescribeStacks",
            "cloudformation:GetTemplate",
            "cloudformation:GetTemplate",
            "cloudformation:ListStackResources",
            "s3:HeadObject", // of a companion
            "s3:GetObject", // what was swapped, for the plan
            "s3:GetObject", // and for the report
            "s3:GetObject", // what was sent
            "s3:GetObject", // the lock
            "s3:ListObjectsV2", // the versions
            "s3:GetObject"); // the newest of them
  }

  @Test
  void withoutFilesNothingIsKeptAndNothingAsked() {
    app.config("serviceName: orders\nresources:\n  jobs:\n    type: sqs-queue\n");
    deploy();
    app.config(
        "serviceName: orders\nresources:\n  jobs:\n    type: sqs-queue\n"
            + "    properties: { visibilityTimeoutSeconds: 61 }\n");
    deploy();

    assertThat(rehearsal.aws.calls().all())
        .extracting(Call::operation)
        .doesNotContain("CopyObject");
    assertThat(WebsiteApp.keys(rehearsal, "manifests/")).isEmpty();
    assertThat(WebsiteApp.keys(rehearsal, "contents/")).isEmpty();
    goBack(step());
    assertThat(numbers()).containsExactly(3, 2, 1);
  }

  @Test
  void filesThatCannotBeKeptAreAWarningAndTheNextDeploymentKeepsThem() {
    deploy();
    second();
    rehearsal.aws.faults().failCalls("s3", "CopyObject", Kind.ACCESS_DENIED, Faults.ALWAYS);
    app.page("index.html", "<head></head>Three");
    app.page("three.txt", "3");

    Run run = app.deploy(rehearsal);

    assertThat(run.text()).isEmpty();
    assertThat(warnings(run)).containsExactly("CONTENT_NOT_KEPT");
    assertThat(run.events(Event.Warned.class).get(0).problem().message())
        .contains("`site`", "AccessDenied");
    assertThat(index()).endsWith("Three");
    assertThat(app.versions(rehearsal).get(0).files())
        .extracting(StoredContent::manifest)
        .containsOnlyNulls();

    rehearsal.aws.faults().clear();
    deploy();
    assertThat(numbers()).as("the same once more, now with its files").containsExactly(4, 3, 2, 1);
    goBack(version(2));
    assertThat(index()).endsWith("Two");
    goBack(version(4));
    assertThat(index()).endsWith("Three");
    assertThat(served()).containsKey("three.txt");
  }

  @Test
  void aVersionWhoseFilesCouldNotBeKeptLeavesThem() {
    rehearsal.aws.faults().failCalls("s3", "CopyObject", Kind.ACCESS_DENIED, Faults.ALWAYS);
    assertThat(app.deploy(rehearsal).text()).isEmpty();
    rehearsal.aws.faults().clear();
    second();

    Run run = rollback(version(1));

    assertThat(run.text()).isEmpty();
    assertThat(warnings(run)).containsExactly("CONTENT_NOT_ON_RECORD");
    assertThat(index()).endsWith("Two");
  }

  @Test
  void aVersionWhoseFilesAreGoneIsRefusedBeforeAnythingIsDone() {
    deploy();
    String first = app.versions(rehearsal).get(0).files().get(0).manifest();
    second();
    Map<String, Served> second = served();
    remove("manifests/" + first + ".json");

    Run run = rollback(step());

    assertThat(run.codes()).containsExactly("VERSION_INCOMPLETE");
    assertThat(run.text()).contains("manifests/" + first);
    assertThat(served()).isEqualTo(second);
  }

  @Test
  void aPlanHoldsForTheFilesThatItWasMadeFrom() {
    deploy();
    second();
    List<Event> events = new CopyOnWriteArrayList<>();
    PlannedDeployment planned = planned(step(), events);
    String id = planned.plan().id();
    app.page("index.html", "<head></head>Swapped meanwhile");
    assertThat(app.hotswap(rehearsal).text()).isEmpty();

    Run run = rehearsal.run(events, () -> carryOut(planned, events));

    assertThat(run.codes()).containsExactly("PLAN_STALE");
    assertThat(index()).endsWith("Swapped meanwhile");
    assertThat(Rehearsal.version(rehearsal.template())).isEqualTo(2);
    assertThat(planned(step(), events).plan().id()).isNotEqualTo(id);
  }

  @Test
  void aBucketThatIsMadeAnewGetsItsFilesEvenIfTheyWereSentBefore() {
    deploy();
    Map<String, Served> first = served();
    takeTheSiteOut();
    app.config(WebsiteApp.CONFIG);
    deploy();
    assertThat(served().keySet()).isEqualTo(first.keySet());
    takeTheSiteOut();

    goBack(version(1));

    assertThat(served()).isEqualTo(first);
  }

  @Test
  void aBucketThatIsThereAgainWithoutItsFilesIsNotTakenForFilled() {
    deploy();
    Map<String, Served> first = served();
    takeTheSiteOut();
    rehearsal.aws.faults().failCalls("s3", "CopyObject", Kind.ACCESS_DENIED, Faults.ALWAYS);
    assertThat(rollback(version(1)).codes()).containsExactly("AWS_ACCESS_DENIED");
    assertThat(served()).as("the bucket is there").isEmpty();
    rehearsal.aws.faults().clear();

    goBack(version(1));

    assertThat(served()).isEqualTo(first);
  }

  /** The bucket stays behind with its name; whoever wants the name again deletes it. */
  private void takeTheSiteOut() {
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

  private void deployLosing(String resource) {
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

  /** Files of two versions are in the bucket then, whatever was sent last. */
  @Test
  void afterARollbackThatFailedAmongFilesADeploymentBringsAllOfItsOwn() {
    deploy();
    app.page("index.html", "<head></head>Two");
    app.withoutPage("old.txt");
    deploy();
    Map<String, Served> second = served();
    rehearsal.aws.faults().failCalls("s3", "CopyObject", Kind.ACCESS_DENIED, 1, Faults.ALWAYS);

    assertThat(rollback(step()).codes()).containsExactly("AWS_ACCESS_DENIED");
    assertThat(served()).containsKey("old.txt");
    rehearsal.aws.faults().clear();
    deploy();

    assertThat(served()).isEqualTo(second);
  }

  @Test
  void filesThatABucketGotOnlyLaterStayAndThatIsSaid() {
    String bucket = "serviceName: orders\nresources:\n  site:\n    type: bucket\n";
    app.config(bucket);
    deploy();
    app.config(bucket + "    properties: { directoryUpload: { directoryPath: pages } }\n");
    deploy();

    Run run = rollback(step());

    assertThat(run.text()).isEmpty();
    assertThat(warnings(run)).containsExactly("CONTENT_NOT_ON_RECORD");
    assertThat(served()).containsKey("old.txt");
  }

  @Test
  void whatNoKeptVersionHasIsRemovedAndNothingElse() {
    app.config(WebsiteApp.CONFIG.replace("ToKeep: 20", "ToKeep: 1"));
    deploy();
    String gone = manifest(0);
    for (int i : IntStream.rangeClosed(2, 3).toArray()) {
      app.page("index.html", "<head></head>" + i);
      app.page("only-in-" + i + ".txt", "file " + i);
      deploy();
    }

    assertThat(numbers()).containsExactly(3, 2);
    assertThat(WebsiteApp.keys(rehearsal, "manifests/"))
        .containsExactlyInAnyOrder(
            "manifests/" + manifest(0) + ".json", "manifests/" + manifest(1) + ".json")
        .doesNotContain("manifests/" + gone + ".json");
    // Data, old and same are in both; of index there are two, one of each other file.
    assertThat(WebsiteApp.keys(rehearsal, "files/")).hasSize(3 + 2 + 2);
    goBack(step());
    assertThat(index()).endsWith("2");
    assertThat(served()).containsKey("only-in-2.txt").doesNotContainKey("only-in-3.txt");
    goBack(version(3));
    assertThat(index()).endsWith("3");
  }

  @Test
  void asLongAsAListOfAKeptVersionCannotBeReadNoFileIsRemoved() {
    app.config(WebsiteApp.CONFIG.replace("ToKeep: 20", "ToKeep: 1"));
    deploy();
    app.page("index.html", "<head></head>Two");
    deploy();
    put("manifests/" + manifest(0) + ".json", "of a later time");
    app.page("index.html", "<head></head>Three");
    deploy();

    assertThat(numbers()).containsExactly(3, 2);
    assertThat(WebsiteApp.keys(rehearsal, "files/")).hasSize(4 + 1 + 1);
  }

  private String manifest(int back) {
    return String.valueOf(app.versions(rehearsal).get(back).files().get(0).manifest());
  }

  private String text(String key) {
    return rehearsal
        .s3()
        .getObjectAsBytes(get -> get.bucket(rehearsal.deploymentBucket()).key(key))
        .asUtf8String();
  }

  private void put(String key, String text) {
    rehearsal
        .s3()
        .putObject(
            put -> put.bucket(rehearsal.deploymentBucket()).key(key), RequestBody.fromString(text));
  }

  private void remove(String key) {
    rehearsal.s3().deleteObject(delete -> delete.bucket(rehearsal.deploymentBucket()).key(key));
  }
}
