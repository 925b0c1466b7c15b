package dev.stacktape.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stacktape.Consent;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.aws.Sleeper;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.EventListener;
import dev.stacktape.local.CallLog.Call;
import dev.stacktape.plan.Change;
import dev.stacktape.plan.Plan;
import dev.stacktape.plan.Version;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetSummary;

/** Who only looks changes nothing, sees everything, and is not led on by a protected stage. */
class LookingTest {
  private static final String CONFIG =
      """
      serviceName: orders
      resources:
        jobs:
          type: sqs-queue
        save:
          type: function
          properties:
            packaging:
              type: custom-artifact
              properties: { packagePath: save.zip, handler: 'index.js:handler' }
            runtime: nodejs22.x
            connectTo: [jobs]
      """;

  private static final String RAW_STREAM =
      """
      cloudformationResources:
        Ledger: { Type: 'AWS::Kinesis::Stream', Properties: { ShardCount: 1 } }
      """;

  @TempDir Path folder;
  private OrdersApp app;

  @BeforeEach
  void write() {
    app = OrdersApp.write(folder.resolve("app"), 1, CONFIG);
  }

  /** In the reference a preview leaves a template that is taken for a version, and a change set. */
  @Test
  void aPlanWritesNothingAndIsNoVersion() {
    try (Rehearsal rehearsal = Rehearsal.in(folder.resolve("state"))) {
      onlyReads(rehearsal, engine -> plan(engine, app, rehearsal));
      assertThat(rehearsal.s3().listBuckets().buckets()).isEmpty();
      assertThat(rehearsal.status()).isEmpty();

      assertThat(rehearsal.deploy("laptop", app).text()).isEmpty();
      OrdersApp second = OrdersApp.write(app.folder(), 2, CONFIG + RAW_STREAM);
      onlyReads(rehearsal, engine -> plan(engine, second, rehearsal));
      onlyReads(rehearsal, engine -> preview(engine, second, rehearsal));

      assertThat(versions(rehearsal)).extracting(Version::number).containsExactly(1);
      assertThat(
              rehearsal
                  .cloudFormation()
                  .listChangeSets(list -> list.stackName(OrdersApp.STACK))
                  .summaries())
          .extracting(ChangeSetSummary::executionStatusAsString)
          .doesNotContain("AVAILABLE");
    }
  }

  /** In the reference a preview packages everything, dependencies and images included. */
  @Test
  void aPreviewBuildsNothing() {
    try (Rehearsal rehearsal = Rehearsal.in(folder.resolve("state"))) {
      Plan preview = preview(rehearsal.engine("laptop"), app, rehearsal);

      assertThat(preview.changes()).extracting(Change::logicalId).contains("SaveFunction");
      assertThat(app.folder().resolve("target")).doesNotExist();
    }
  }

  /** In the reference every command signs in to the registry with Docker. */
  @Test
  void aStackWithoutImagesAsksNothingOfARegistry() {
    try (Rehearsal rehearsal = Rehearsal.in(folder.resolve("state"))) {
      assertThat(rehearsal.deploy("laptop", app).text()).isEmpty();
      OrdersApp second = OrdersApp.write(app.folder(), 2, CONFIG + RAW_STREAM);
      assertThat(rehearsal.deploy("laptop", second).text()).isEmpty();

      assertThat(rehearsal.aws.calls().all()).extracting(Call::service).doesNotContain("ecr");
    }
  }

  /** The reference judges what its own resources made, and says that nothing changes. */
  @Test
  void whatIsRawCloudFormationIsNotDroppedUnnoticed() {
    try (Rehearsal rehearsal = Rehearsal.in(folder.resolve("state"))) {
      OrdersApp with = OrdersApp.write(app.folder(), 1, CONFIG + RAW_STREAM);
      assertThat(rehearsal.deploy("laptop", with).text()).isEmpty();
      OrdersApp without = OrdersApp.write(app.folder(), 1, CONFIG);

      assertThat(preview(rehearsal.engine("laptop"), without, rehearsal).losses())
          .extracting(Change::logicalId)
          .containsExactly("Ledger");
      assertThat(rehearsal.deploy("laptop", without).codes())
          .containsExactly("DATA_LOSS_NOT_ALLOWED");
      assertThat(rehearsal.template()).contains("Ledger");
    }
  }

  /** The reference swaps on any stage, and only its documentation warns of that. */
  @Test
  void aProtectedStageIsNeitherHotSwappedNorDeployedUnseen() {
    try (Rehearsal rehearsal = Rehearsal.in(folder.resolve("state"))) {
      Stacktape stacktape =
          new Stacktape(
              Clock.systemUTC(),
              Sleeper.system(),
              Map.of(
                  "AWS_ENDPOINT_URL", rehearsal.aws.endpoint(),
                  "AWS_ACCESS_KEY_ID", "anybody",
                  "AWS_SECRET_ACCESS_KEY", "anything"));
      StackRequest request = production();

      assertThat(problem(() -> stacktape.hotswap(request, EventListener.none(), token())).code())
          .isEqualTo("STAGE_PROTECTED");
      assertThat(
              problem(
                      () ->
                          stacktape.deploy(
                              request,
                              stacktape.prepare(request, EventListener.none(), token()),
                              new Consent(Set.of()),
                              EventListener.none(),
                              token()))
                  .code())
          .isEqualTo("STAGE_PROTECTED");
      assertThat(rehearsal.s3().listBuckets().buckets()).isEmpty();
    }
  }

  // ---- in short ----

  private void plan(Stacktape engine, OrdersApp what, Rehearsal rehearsal) {
    assertThat(
            engine
                .plan(what.request(rehearsal.aws.endpoint()), EventListener.none(), token())
                .plan()
                .changes())
        .isNotEmpty();
  }

  private Plan preview(Stacktape engine, OrdersApp what, Rehearsal rehearsal) {
    return engine.preview(
        what.request(rehearsal.aws.endpoint()), null, EventListener.none(), token());
  }

  private static void onlyReads(Rehearsal rehearsal, Consumer<Stacktape> look) {
    rehearsal.aws.calls().clear();
    look.accept(rehearsal.engine("laptop"));
    assertThat(rehearsal.aws.calls().all()).isNotEmpty().allMatch(Stage::reads);
  }

  private List<Version> versions(Rehearsal rehearsal) {
    return rehearsal
        .engine("onlooker")
        .versions(app.request(rehearsal.aws.endpoint()), EventListener.none(), token());
  }

  private StackRequest production() {
    return new StackRequest(
        app.folder(),
        null,
        null,
        "orders",
        "production",
        OrdersApp.REGION,
        null,
        null,
        null,
        List.of(),
        app.folder().resolve("target/stacktape"),
        Map.of(),
        "mvn package stacktape:deploy");
  }

  private static Problem problem(Runnable work) {
    return catchThrowableOfType(StacktapeException.class, work::run).problems().get(0);
  }

  private static CancellationToken token() {
    return new CancellationToken();
  }
}
