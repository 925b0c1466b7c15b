package dev.stacktape.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.stacktape.Consent;
import dev.stacktape.RunningStack;
import dev.stacktape.operate.diagnosis.Diagnosis;
import dev.stacktape.operate.diagnosis.Finding;
import dev.stacktape.operate.diagnosis.Finding.Kind;
import dev.stacktape.operate.diagnosis.Finding.Urgency;
import dev.stacktape.operate.drift.DriftReport;
import dev.stacktape.operate.drift.DriftReport.Difference;
import dev.stacktape.operate.drift.DriftReport.Drift;
import dev.stacktape.operate.drift.DriftText;
import dev.stacktape.operate.logs.LogLine;
import dev.stacktape.operate.logs.LogPage;
import dev.stacktape.operate.logs.LogQuery;
import dev.stacktape.operate.logs.LogSource;
import dev.stacktape.operate.metrics.Figure;
import dev.stacktape.operate.metrics.Figures;
import dev.stacktape.operate.outputs.StackValues;
import dev.stacktape.operate.outputs.StackValuesText;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stack is looked at while its functions really run. */
class OperatingLiveStackTest {
  private static final Since HOUR = new Since.Ago(Duration.ofHours(1));
  private static final String CONFIG =
      """
      resources:
        api:
          type: http-api-gateway
        greet:
          type: function
          properties:
            packaging:
              type: custom-artifact
              properties: { packagePath: greet.zip, handler: Handler::handle }
            runtime: java17
            timeout: 10
        fail:
          type: function
          properties:
            packaging:
              type: custom-artifact
              properties: { packagePath: fail.zip, handler: Handler::handle }
            runtime: java17
            timeout: 10
        jobs:
          type: sqs-queue
      """;

  @TempDir Path folder;
  private LiveProject project;

  @BeforeEach
  void deploy() {
    project = new LiveProject(folder);
    project
        .config(CONFIG)
        .handler("greet.zip", "System.out.println(\"hello \" + event); return event;")
        .handler(
            "fail.zip",
            "throw new IllegalStateException(\"order \" + event + \" cannot be shipped\");");
    project.deploy();
  }

  @AfterEach
  void stop() {
    project.close();
  }

  @Test
  void linesOfSeveralFunctionsAreInterleavedUnderTheirNames() throws Exception {
    project.invoke("greet", "one");
    project.invoke("fail", "7");
    project.invoke("greet", "two");
    try (RunningStack stack = project.running()) {
      LogPage page = stack.logs(new LogQuery(List.of(), HOUR, null, 500));
      assertThat(page.sources())
          .containsExactly(
              new LogSource("api", "/aws/vendedlogs/shop-dev/api-gateway/api/access-logs"),
              new LogSource("fail", "/aws/lambda/shop-dev-fail"),
              new LogSource("greet", "/aws/lambda/shop-dev-greet"));
      assertThat(texts(page))
          .containsSubsequence("greet hello one", "greet hello two")
          .anyMatch(line -> line.startsWith("fail ") && line.contains("order 7 cannot be shipped"));
      assertThat(page.lines()).isSortedAccordingTo(java.util.Comparator.comparing(LogLine::time));

      assertThat(texts(stack.logs(new LogQuery(List.of("greet"), HOUR, "hello", 500))))
          .containsExactly("greet hello one", "greet hello two");
      LogPage newest = stack.logs(new LogQuery(List.of("greet"), HOUR, "hello", 1));
      assertThat(texts(newest)).containsExactly("greet hello two");
      assertThat(newest.more()).isTrue();
    }
  }

  @Test
  void requestsToTheApiAreInItsAccessLog() throws Exception {
    String url =
        project
            .stacktape
            .describe(project.request(), project.events::add, project.cancellation)
            .outputs()
            .entrySet()
            .stream()
            .filter(output -> output.getValue().startsWith("http"))
            .findFirst()
            .orElseThrow()
            .getValue();
    HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url + "/nothing")).build(), BodyHandlers.ofString());
    try (RunningStack stack = project.running()) {
      assertThat(stack.logs(new LogQuery(List.of("api"), HOUR, null, 10)).lines())
          .singleElement()
          .satisfies(line -> assertThat(line.message()).contains("404"));
    }
  }

  @Test
  void whatIsWrittenLaterIsFollowedWithoutSayingAnythingTwice() {
    project.invoke("greet", "before");
    List<String> followed = new ArrayList<>();
    try (RunningStack stack = project.running()) {
      LogQuery query = new LogQuery(List.of("greet"), HOUR, "hello", 500);
      LogPage page = stack.logs(query);
      assertThat(texts(page)).containsExactly("greet hello before");
      project.invoke("greet", "first");
      stack.follow(
          query,
          page,
          line -> {
            followed.add(line.message());
            if (followed.size() == 1) {
              project.invoke("greet", "second");
            } else {
              project.cancellation.cancel();
            }
          });
    }
    assertThat(followed).containsExactly("hello first", "hello second");
  }

  @Test
  void figuresCountWhatHappened() throws Exception {
    project.invoke("greet", "one");
    project.invoke("greet", "two");
    project.invoke("fail", "3");
    try (RunningStack stack = project.running()) {
      Figures figures = stack.metrics(List.of(), HOUR);
      assertThat(value(figures, "greet", "invocations")).isEqualTo(2);
      assertThat(value(figures, "greet", "errors")).isZero();
      assertThat(value(figures, "fail", "errors")).isEqualTo(1);
      assertThat(value(figures, "greet", "duration p95")).isPositive();
      assertThat(stack.metrics(List.of("jobs"), HOUR).figures())
          .extracting(Figure::resourceName)
          .containsOnly("jobs");
      assertThat(stack.diagnose(HOUR).findings())
          .anySatisfy(
              finding -> {
                assertThat(finding.kind()).isEqualTo(Kind.CALLS_FAIL);
                assertThat(finding.urgency()).isEqualTo(Urgency.CRITICAL);
                assertThat(finding.resourceName()).isEqualTo("fail");
                assertThat(finding.evidence()).contains("errors: 1", "invocations: 1");
              });
    }
  }

  @Test
  void whatCanBeReferredToIsToldToPrograms() throws Exception {
    try (RunningStack stack = project.running()) {
      StackValues values = stack.outputs();
      assertThat(values.resources().get("greet"))
          .containsEntry("arn", "arn:aws:lambda:eu-west-1:123456789012:function:shop-dev-greet");
      assertThat(values.unknown()).doesNotContain("jobs.arn", "jobs.url", "greet.arn", "api.url");
      assertThat(StackValuesText.env(values))
          .contains("STP_GREET_ARN=arn:aws:lambda:eu-west-1:123456789012:function:shop-dev-greet\n")
          .contains("API_URL=http");
      Properties properties = new Properties();
      properties.load(new StringReader(StackValuesText.properties(values)));
      assertThat(properties)
          .containsEntry("jobs.arn", values.resources().get("jobs").get("arn"))
          .containsEntry("ApiUrl", values.outputs().get("ApiUrl"));
    }
  }

  @Test
  void whatWasChangedByHandIsToldWithBothValues() {
    try (RunningStack stack = project.running()) {
      DriftReport before = stack.drift();
      assertThat(before.isInSync()).isTrue();
      assertThat(before.checked()).isGreaterThan(3);

      project
          .clients
          .lambda()
          .updateFunctionConfiguration(
              change -> change.functionName("shop-dev-greet").memorySize(512).timeout(7));
      project.clients.logs().deleteLogGroup(gone -> gone.logGroupName("/aws/lambda/shop-dev-fail"));

      DriftReport after = stack.drift();
      assertThat(after.drifts())
          .extracting(Drift::resourceName, Drift::kind)
          .contains(
              tuple("greet", DriftReport.Kind.CHANGED), tuple("fail", DriftReport.Kind.DELETED))
          .hasSize(2);
      assertThat(
              after.drifts().stream()
                  .filter(drift -> drift.kind() == DriftReport.Kind.CHANGED)
                  .flatMap(drift -> drift.differences().stream()))
          .contains(new Difference("/Timeout", "10", "7"));
      assertThat(DriftText.plain(after)).contains("/Timeout: deployed 10, is 7");
    }
  }

  @Test
  void whatAHotSwapHasLeftIsToldAsThat() {
    project.handler("greet.zip", "System.out.println(\"good day \" + event); return event;");
    var unused =
        project.stacktape.hotswap(project.request(), project.events::add, project.cancellation);
    try (RunningStack stack = project.running()) {
      assertThat(stack.drift().drifts())
          .singleElement()
          .satisfies(
              drift -> {
                assertThat(drift.kind()).isEqualTo(DriftReport.Kind.SWAPPED);
                assertThat(drift.resourceName()).isEqualTo("greet");
                assertThat(drift.meaning()).startsWith("Hot-swapped at ").contains("Code");
              });
      assertThat(stack.diagnose(HOUR).findings())
          .filteredOn(finding -> finding.kind() == Kind.CODE_SWAPPED)
          .extracting(Finding::resourceName)
          .containsExactly("greet");
      project.invoke("greet", "one");
      assertThat(texts(stack.logs(new LogQuery(List.of("greet"), HOUR, "day", 10))))
          .containsExactly("greet good day one");
    }
  }

  @Test
  void theLastDeploymentIsTheLastHotSwapToo() {
    project.invoke("greet", "before");
    project.handler("greet.zip", "System.out.println(\"good day \" + event); return event;");
    var unused =
        project.stacktape.hotswap(project.request(), project.events::add, project.cancellation);
    project.invoke("greet", "after");
    try (RunningStack stack = project.running()) {
      Since since = new Since.LastDeployment();
      assertThat(texts(stack.logs(new LogQuery(List.of("greet"), since, "?hello ?day", 10))))
          .containsExactly("greet good day after");
    }
  }

  @Test
  void noScriptRunsBeforeADeletionThatIsRefused() {
    project.config(
        CONFIG
            + """
            deploymentConfig: { terminationProtection: true }
            scripts:
              goodbye: { type: local-script, properties: { executeCommand: echo goodbye } }
            hooks:
              beforeDelete: [{ scriptName: goodbye }]
            """);
    project.deploy();
    project.events.clear();

    assertThat(
            problems(
                () ->
                    project.stacktape.delete(
                        project.request(),
                        project.stacktape.planDeletion(
                            project.request(), project.events::add, project.cancellation),
                        new Consent(Set.of("jobs")),
                        project.events::add,
                        project.cancellation)))
        .extracting(Problem::code)
        .containsExactly("STACK_PROTECTED");
    assertThat(project.events.toString()).doesNotContain("goodbye");
  }

  @Test
  void namesThatAreNotThereAreSaidTogether() {
    try (RunningStack stack = project.running()) {
      assertThat(problems(() -> stack.logs(new LogQuery(List.of("gret"), HOUR, null, 1))))
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.code()).isEqualTo("RESOURCE_NOT_DEPLOYED");
                assertThat(problem.hint()).contains("`greet`");
              });
      assertThat(problems(() -> stack.logs(new LogQuery(List.of("jobs"), HOUR, null, 1))))
          .extracting(Problem::code)
          .containsExactly("LOGS_NOT_KEPT");
      assertThat(problems(() -> stack.logs(new LogQuery(List.of("greet"), HOUR, "{ bad", 1))))
          .extracting(Problem::code)
          .containsExactly("LOG_FILTER_INVALID");
    }
  }

  @Test
  void anErrorInTheLogsIsFoundOnceWithItsNumberAndPlace() {
    for (int order = 1; order <= 3; order++) {
      project.invoke("fail", String.valueOf(order));
    }
    try (RunningStack stack = project.running()) {
      Diagnosis diagnosis = stack.diagnose(HOUR);
      assertThat(diagnosis.status()).isEqualTo("CREATE_COMPLETE");
      Finding finding =
          diagnosis.findings().stream()
              .filter(one -> one.kind() == Kind.ERRORS_LOGGED)
              .findFirst()
              .orElseThrow();
      assertThat(finding.resourceName()).isEqualTo("fail");
      assertThat(finding.location()).hasToString("stacktape.yml:12:3");
      assertThat(finding.evidence())
          .anyMatch(text -> text.startsWith("3 times") && text.contains("cannot be shipped"));
    }
  }

  @Test
  void theFirstCauseOfAnUpdateThatWasRolledBackIsFound() {
    project
        .aws
        .faults()
        .failResource("JobsQueue", "Queue is not to be touched (Request ID: 1-a)", 1);
    project.config(CONFIG + "    properties: { delayMessagesSecond: 5 }\n");
    assertThat(problems(project::deploy))
        .extracting(Problem::code)
        .containsExactly("DEPLOYMENT_FAILED");
    try (RunningStack stack = project.running()) {
      Finding finding = stack.diagnose(HOUR).findings().get(0);
      assertThat(finding.kind()).isEqualTo(Kind.OPERATION_FAILED);
      assertThat(finding.resourceName()).isEqualTo("jobs");
      assertThat(finding.what()).contains("`jobs`").contains("rolled back");
      assertThat(finding.evidence()).anyMatch(text -> text.endsWith("Queue is not to be touched"));
    }
  }

  private static double value(Figures figures, String resourceName, String title) {
    return figures.figures().stream()
        .filter(figure -> figure.resourceName().equals(resourceName))
        .filter(figure -> figure.title().equals(title))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private static List<String> texts(LogPage page) {
    return page.lines().stream().map(line -> line.source() + " " + line.message()).toList();
  }

  private static List<Problem> problems(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
    return catchThrowableOfType(StacktapeException.class, work).problems();
  }
}
