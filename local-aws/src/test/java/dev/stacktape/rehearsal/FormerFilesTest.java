package dev.stacktape.rehearsal;

import static dev.stacktape.rehearsal.WebsiteStage.step;
import static dev.stacktape.rehearsal.WebsiteStage.version;
import static dev.stacktape.rehearsal.WebsiteStage.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.PlannedDeployment;
import dev.stacktape.event.Event;
import dev.stacktape.local.Faults;
import dev.stacktape.local.Faults.Kind;
import dev.stacktape.plan.Plan.Route;
import dev.stacktape.rehearsal.Rehearsal.Run;
import dev.stacktape.rehearsal.WebsiteApp.Served;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Going back to a version brings the files back that its deployment put into buckets. */
class FormerFilesTest {
  @TempDir Path work;
  private WebsiteStage site;

  @BeforeEach
  void start() {
    site = new WebsiteStage(work);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void filesGoBackWithTheStackAndAreServedAsTheyWere() {
    site.deploy();
    Map<String, Served> first = site.served();
    assertThat(first.get("data/prices.json"))
        .isEqualTo(new Served("{}", "application/json", "no-store", "de", Map.of("kind", "data")));
    site.second();
    Map<String, Served> second = site.served();
    assertThat(second.keySet()).contains("new.txt").doesNotContain("old.txt");
    long invalidations = site.count("CreateInvalidation");

    PlannedDeployment planned = site.planned(step(), new CopyOnWriteArrayList<>());
    assertThat(planned.plan().route()).isEqualTo(Route.CHANGE_SET);
    assertThat(planned.text())
        .contains("JobsQueue", "Files that are taken back\n  site: 2 changed, 1 added, 1 removed");
    assertThat(site.served()).as("a plan changes nothing").isEqualTo(second);

    site.goBack(step());
    assertThat(site.served()).isEqualTo(first);
    assertThat(Rehearsal.version(site.rehearsal.template())).isEqualTo(1);
    assertThat(site.count("CreateInvalidation")).isEqualTo(invalidations + 1);

    site.goBack(version(2));
    assertThat(site.served()).isEqualTo(second);
    assertThat(Rehearsal.version(site.rehearsal.template())).isEqualTo(2);
  }

  @Test
  void whatOnlyChangedFilesIsAVersionTooAndGoingBackTwiceGoesBackTwo() {
    site.deploy();
    site.app.page("index.html", "<head></head>Two");
    site.deploy();
    site.app.page("index.html", "<head></head>Three");
    site.deploy();
    assertThat(site.numbers()).containsExactly(3, 2, 1);

    assertThat(site.planned(step(), new CopyOnWriteArrayList<>()).text())
        .contains("Only files differ", "site: 1 changed, 0 added, 0 removed");
    site.goBack(step());
    assertThat(site.index()).endsWith("Two");
    site.goBack(step());
    assertThat(site.index()).endsWith("One");
    assertThat(site.app.versions(site.rehearsal).get(0).restores()).isEqualTo(1);
    assertThat(site.rollback(step()).codes()).containsExactly("VERSION_NOT_FOUND");
    site.goBack(version(3));
    assertThat(site.index()).endsWith("Three");
    assertThat(site.numbers()).containsExactly(6, 5, 4, 3, 2, 1);
  }

  /** The folder still holds what was gone back from; a deployment brings exactly that again. */
  @Test
  void aDeploymentAfterwardsFindsWhatReallyIsInTheBucket() {
    site.deploy();
    site.app.page("index.html", "<head></head>Two");
    site.deploy();
    site.goBack(step());

    site.deploy();

    assertThat(site.index()).endsWith("Two");
  }

  @Test
  void pagesAreToldWhatTheyWereToldThen() {
    site.app.config(WebsiteApp.CONFIG.replace("$ResourceParam('jobs', 'arn')", "first"));
    site.deploy();
    String told = site.index();
    assertThat(told).contains("{\"JOBS\":\"first\"}");
    site.app.config(WebsiteApp.CONFIG);
    site.deploy();
    assertThat(site.index()).contains("arn:aws:sqs");

    site.goBack(step());

    assertThat(site.index()).isEqualTo(told);
  }

  @Test
  void whatWasHotSwappedIsOverwrittenAndOnRecordNoLonger() {
    site.deploy();
    Map<String, Served> first = site.served();
    site.app.page("index.html", "<head></head>Swapped");
    site.app.page("more.txt", "more");
    assertThat(site.app.hotswap(site.rehearsal).text()).isEmpty();
    assertThat(site.index()).endsWith("Swapped");
    assertThat(site.numbers()).as("a hot-swap makes no version").containsExactly(1);

    site.goBack(version(1));

    assertThat(site.served()).isEqualTo(first);
    assertThat(site.planned(version(1), new CopyOnWriteArrayList<>()).isNothing()).isTrue();
  }

  @Test
  void filesThatWereHotSwappedBecomeAVersionByADeployment() {
    site.deploy();
    site.app.page("index.html", "<head></head>Swapped");
    assertThat(site.app.hotswap(site.rehearsal).text()).isEmpty();
    site.deploy();
    assertThat(site.numbers()).containsExactly(2, 1);
    site.app.page("index.html", "<head></head>Later");
    site.deploy();

    site.goBack(step());

    assertThat(site.index()).endsWith("Swapped");
  }

  @Test
  void aVersionFromBeforeFilesWereKeptLeavesThemAndSaysSo() {
    site.deploy();
    String record = site.text("versions/000001.json");
    site.put("versions/000001.json", record.substring(0, record.indexOf(",\"contents\":")) + "}");
    assertThat(site.app.versions(site.rehearsal).get(0).contents()).isNull();
    site.second();
    Map<String, Served> second = site.served();

    Run run = site.rollback(step());

    assertThat(run.text()).isEmpty();
    assertThat(warnings(run)).containsExactly("CONTENT_NOT_ON_RECORD");
    assertThat(site.served()).isEqualTo(second);
    assertThat(Rehearsal.version(site.rehearsal.template())).isEqualTo(1);
    assertThat(site.app.versions(site.rehearsal).get(0).files())
        .as("what is in the bucket now")
        .isEqualTo(site.app.versions(site.rehearsal).get(1).files());
  }

  @Test
  void aVersionWhoseFilesCouldNotBeKeptLeavesThem() {
    site.rehearsal.aws.faults().failCalls("s3", "CopyObject", Kind.ACCESS_DENIED, Faults.ALWAYS);
    assertThat(site.app.deploy(site.rehearsal).text()).isEmpty();
    site.rehearsal.aws.faults().clear();
    site.second();

    Run run = site.rollback(version(1));

    assertThat(run.text()).isEmpty();
    assertThat(warnings(run)).containsExactly("CONTENT_NOT_ON_RECORD");
    assertThat(site.index()).endsWith("Two");
  }

  @Test
  void aVersionWhoseFilesAreGoneIsRefusedBeforeAnythingIsDone() {
    site.deploy();
    String first = site.app.versions(site.rehearsal).get(0).files().get(0).manifest();
    site.second();
    Map<String, Served> second = site.served();
    site.remove("manifests/" + first + ".json");

    Run run = site.rollback(step());

    assertThat(run.codes()).containsExactly("VERSION_INCOMPLETE");
    assertThat(run.text()).contains("manifests/" + first);
    assertThat(site.served()).isEqualTo(second);
  }

  @Test
  void aPlanHoldsForTheFilesThatItWasMadeFrom() {
    site.deploy();
    site.second();
    List<Event> events = new CopyOnWriteArrayList<>();
    PlannedDeployment planned = site.planned(step(), events);
    String id = planned.plan().id();
    site.app.page("index.html", "<head></head>Swapped meanwhile");
    assertThat(site.app.hotswap(site.rehearsal).text()).isEmpty();

    Run run = site.rehearsal.run(events, () -> site.carryOut(planned, events));

    assertThat(run.codes()).containsExactly("PLAN_STALE");
    assertThat(site.index()).endsWith("Swapped meanwhile");
    assertThat(Rehearsal.version(site.rehearsal.template())).isEqualTo(2);
    assertThat(site.planned(step(), events).plan().id()).isNotEqualTo(id);
  }

  @Test
  void aBucketThatIsMadeAnewGetsItsFilesEvenIfTheyWereSentBefore() {
    site.deploy();
    Map<String, Served> first = site.served();
    site.takeTheSiteOut();
    site.app.config(WebsiteApp.CONFIG);
    site.deploy();
    assertThat(site.served().keySet()).isEqualTo(first.keySet());
    site.takeTheSiteOut();

    site.goBack(version(1));

    assertThat(site.served()).isEqualTo(first);
  }

  @Test
  void aBucketThatIsThereAgainWithoutItsFilesIsNotTakenForFilled() {
    site.deploy();
    Map<String, Served> first = site.served();
    site.takeTheSiteOut();
    site.rehearsal.aws.faults().failCalls("s3", "CopyObject", Kind.ACCESS_DENIED, Faults.ALWAYS);
    assertThat(site.rollback(version(1)).codes()).containsExactly("AWS_ACCESS_DENIED");
    assertThat(site.served()).as("the bucket is there").isEmpty();
    site.rehearsal.aws.faults().clear();

    site.goBack(version(1));

    assertThat(site.served()).isEqualTo(first);
  }

  /** Files of two versions are in the bucket then, whatever was sent last. */
  @Test
  void afterARollbackThatFailedAmongFilesADeploymentBringsAllOfItsOwn() {
    site.deploy();
    site.app.page("index.html", "<head></head>Two");
    site.app.withoutPage("old.txt");
    site.deploy();
    Map<String, Served> second = site.served();
    site.rehearsal.aws.faults().failCalls("s3", "CopyObject", Kind.ACCESS_DENIED, 1, Faults.ALWAYS);

    assertThat(site.rollback(step()).codes()).containsExactly("AWS_ACCESS_DENIED");
    assertThat(site.served()).containsKey("old.txt");
    site.rehearsal.aws.faults().clear();
    site.deploy();

    assertThat(site.served()).isEqualTo(second);
  }

  @Test
  void filesThatABucketGotOnlyLaterStayAndThatIsSaid() {
    String bucket = "serviceName: orders\nresources:\n  site:\n    type: bucket\n";
    site.app.config(bucket);
    site.deploy();
    site.app.config(bucket + "    properties: { directoryUpload: { directoryPath: pages } }\n");
    site.deploy();

    Run run = site.rollback(step());

    assertThat(run.text()).isEmpty();
    assertThat(warnings(run)).containsExactly("CONTENT_NOT_ON_RECORD");
    assertThat(site.served()).containsKey("old.txt");
  }
}
