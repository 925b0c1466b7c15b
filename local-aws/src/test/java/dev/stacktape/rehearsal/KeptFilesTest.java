package dev.stacktape.rehearsal;

import static dev.stacktape.rehearsal.WebsiteStage.step;
import static dev.stacktape.rehearsal.WebsiteStage.version;
import static dev.stacktape.rehearsal.WebsiteStage.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.event.Event;
import dev.stacktape.local.CallLog.Call;
import dev.stacktape.local.Faults;
import dev.stacktape.local.Faults.Kind;
import dev.stacktape.plan.StoredContent;
import dev.stacktape.rehearsal.Rehearsal.Run;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** What a deployment keeps of the files that it puts into buckets, and for how long. */
class KeptFilesTest {
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
  void theBytesAreCopiedInsideOfS3AndOnlyWhereTheyAreNew() {
    site.deploy();
    assertThat(site.count("CopyObject")).isEqualTo(4);
    assertThat(WebsiteApp.keys(site.rehearsal, "files/")).hasSize(4);
    site.rehearsal.aws.calls().clear();
    site.app.page("index.html", "<head></head>Two");
    site.deploy();

    assertThat(site.count("CopyObject")).isEqualTo(1);
    assertThat(WebsiteApp.keys(site.rehearsal, "files/")).hasSize(5);
    assertThat(WebsiteApp.keys(site.rehearsal, "manifests/")).hasSize(2);
  }

  @Test
  void whatSomebodyElsePutIntoTheBucketIsReplacedAndNeverKept() {
    site.deploy();
    String bucket = site.app.bucket(site.rehearsal);
    site.rehearsal
        .s3()
        .putObject(
            put -> put.bucket(bucket).key("same.css"), RequestBody.fromString("somebody else's"));
    site.app.page("index.html", "<head></head>Two");
    site.deploy();

    assertThat(site.served().get("same.css").text()).isEqualTo("b{}");
    site.goBack(step());
    assertThat(site.served().get("same.css").text()).isEqualTo("b{}");
  }

  @Test
  void anUnchangedDeploymentAsksNoMoreThanBefore() {
    site.deploy();
    site.rehearsal.aws.calls().clear();

    site.deploy();

    assertThat(site.rehearsal.aws.calls().all())
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
    site.app.config("serviceName: orders\nresources:\n  jobs:\n    type: sqs-queue\n");
    site.deploy();
    site.app.config(
        "serviceName: orders\nresources:\n  jobs:\n    type: sqs-queue\n"
            + "    properties: { visibilityTimeoutSeconds: 61 }\n");
    site.deploy();

    assertThat(site.rehearsal.aws.calls().all())
        .extracting(Call::operation)
        .doesNotContain("CopyObject");
    assertThat(WebsiteApp.keys(site.rehearsal, "manifests/")).isEmpty();
    assertThat(WebsiteApp.keys(site.rehearsal, "contents/")).isEmpty();
    site.goBack(step());
    assertThat(site.numbers()).containsExactly(3, 2, 1);
  }

  @Test
  void filesThatCannotBeKeptAreAWarningAndTheNextDeploymentKeepsThem() {
    site.deploy();
    site.second();
    site.rehearsal.aws.faults().failCalls("s3", "CopyObject", Kind.ACCESS_DENIED, Faults.ALWAYS);
    site.app.page("index.html", "<head></head>Three");
    site.app.page("three.txt", "3");

    Run run = site.app.deploy(site.rehearsal);

    assertThat(run.text()).isEmpty();
    assertThat(warnings(run)).containsExactly("CONTENT_NOT_KEPT");
    assertThat(run.events(Event.Warned.class).get(0).problem().message())
        .contains("`site`", "AccessDenied");
    assertThat(site.index()).endsWith("Three");
    assertThat(site.app.versions(site.rehearsal).get(0).files())
        .extracting(StoredContent::manifest)
        .containsOnlyNulls();

    site.rehearsal.aws.faults().clear();
    site.deploy();
    assertThat(site.numbers())
        .as("the same once more, now with its files")
        .containsExactly(4, 3, 2, 1);
    site.goBack(version(2));
    assertThat(site.index()).endsWith("Two");
    site.goBack(version(4));
    assertThat(site.index()).endsWith("Three");
    assertThat(site.served()).containsKey("three.txt");
  }

  @Test
  void whatNoKeptVersionHasIsRemovedAndNothingElse() {
    site.app.config(WebsiteApp.CONFIG.replace("ToKeep: 20", "ToKeep: 1"));
    site.deploy();
    String gone = site.manifest(0);
    for (int i : IntStream.rangeClosed(2, 3).toArray()) {
      site.app.page("index.html", "<head></head>" + i);
      site.app.page("only-in-" + i + ".txt", "file " + i);
      site.deploy();
    }

    assertThat(site.numbers()).containsExactly(3, 2);
    assertThat(WebsiteApp.keys(site.rehearsal, "manifests/"))
        .containsExactlyInAnyOrder(
            "manifests/" + site.manifest(0) + ".json", "manifests/" + site.manifest(1) + ".json")
        .doesNotContain("manifests/" + gone + ".json");
    // Data, old and same are in both; of index there are two, one of each other file.
    assertThat(WebsiteApp.keys(site.rehearsal, "files/")).hasSize(3 + 2 + 2);
    site.goBack(step());
    assertThat(site.index()).endsWith("2");
    assertThat(site.served()).containsKey("only-in-2.txt").doesNotContainKey("only-in-3.txt");
    site.goBack(version(3));
    assertThat(site.index()).endsWith("3");
  }

  @Test
  void asLongAsAListOfAKeptVersionCannotBeReadNoFileIsRemoved() {
    site.app.config(WebsiteApp.CONFIG.replace("ToKeep: 20", "ToKeep: 1"));
    site.deploy();
    site.app.page("index.html", "<head></head>Two");
    site.deploy();
    site.put("manifests/" + site.manifest(0) + ".json", "of a later time");
    site.app.page("index.html", "<head></head>Three");
    site.deploy();

    assertThat(site.numbers()).containsExactly(3, 2);
    assertThat(WebsiteApp.keys(site.rehearsal, "files/")).hasSize(4 + 1 + 1);
  }
}
