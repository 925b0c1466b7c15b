package dev.stacktape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.config.Guardrails;
import dev.stacktape.deploy.DeploymentSettings;
import dev.stacktape.name.Target;
import dev.stacktape.plan.DeployedStack;
import dev.stacktape.plan.Plan;
import dev.stacktape.plan.Planner;
import dev.stacktape.plan.Swapping;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.stack.StackScripts;
import dev.stacktape.stack.Synthesis;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody must have agreed to before a plan is carried out. */
class ConsentTest {
  private static final Target TARGET =
      new Target("shop", "production", "eu-west-1", "123456789012");

  private static DeployedStack deployed(String template) {
    return new DeployedStack(
        "arn:stack",
        "UPDATE_COMPLETE",
        "t1",
        TemplateText.parse(template),
        Map.of(),
        Map.of(),
        Map.of(),
        false);
  }

  private static PlannedDeployment planned(String template, boolean isProtected) {
    return planned(DeployedStack.none(), template, isProtected);
  }

  private static PlannedDeployment planned(
      DeployedStack deployed, String template, boolean isProtected) {
    Template wanted = TemplateText.parse(template);
    Plan plan = new Planner().plan(TARGET, deployed, wanted, Map.of(), Map.of(), false);
    Synthesis synthesis =
        new Synthesis(
            TARGET,
            wanted,
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            Map.of(),
            StackScripts.none(),
            List.of(),
            null);
    return new PlannedDeployment(
        plan,
        synthesis,
        wanted,
        Packages.NONE,
        deployed,
        DeploymentSettings.DEFAULT,
        isProtected,
        List.of(),
        List.of(),
        null,
        VersionContent.of(List.of(), Map.of(), List.of()),
        Map.of(),
        false,
        Swapping.NOT_ASKED,
        null,
        false,
        null,
        null);
  }

  private static PlannedDeployment topic(boolean isProtected) {
    return planned("Resources: {Topic: {Type: AWS::SNS::Topic}}", isProtected);
  }

  private static Consumer<Throwable> code(String wanted) {
    return thrown ->
        assertThat(((StacktapeException) thrown).problems().get(0).code()).isEqualTo(wanted);
  }

  @Test
  void anyStageButAProtectedOneIsDeployedWithoutLooking() {
    assertThatCode(() -> Consent.none().check(topic(false))).doesNotThrowAnyException();
  }

  @Test
  void aProtectedStageNeedsAPlanThatSomebodyHasSeen() {
    PlannedDeployment planned = topic(true);

    assertThatThrownBy(() -> Consent.none().check(planned)).satisfies(code("STAGE_PROTECTED"));
    assertThatCode(() -> Consent.none().approving(planned.plan()).check(planned))
        .doesNotThrowAnyException();
  }

  @Test
  void aHintThatIsCopiedNamesAllThatIsMissingBesideWhatWasNamed() {
    PlannedDeployment dropping =
        planned(
            deployed(
                """
                Resources:
                  A: {Type: AWS::DynamoDB::Table}
                  B: {Type: AWS::DynamoDB::Table}
                  C: {Type: AWS::DynamoDB::Table}
                  Topic: {Type: AWS::SNS::Topic}
                """),
            "Resources: {Topic: {Type: AWS::SNS::Topic}}",
            false);

    assertThatThrownBy(() -> new Consent(Set.of("B")).check(dropping))
        .satisfies(
            thrown ->
                assertThat(((StacktapeException) thrown).problems())
                    .hasSize(2)
                    .allSatisfy(
                        problem ->
                            assertThat(problem.hint())
                                .endsWith("-Dstacktape.allowDataLoss=B,A,C")));
  }

  /** In the reference one flag agrees to both. */
  @Test
  void whoAgreesToADeploymentHasNotAgreedToALossOfData() {
    PlannedDeployment dropping =
        planned(
            deployed(
                "Resources: {Topic: {Type: AWS::SNS::Topic}, T: {Type: AWS::DynamoDB::Table}}"),
            "Resources: {Topic: {Type: AWS::SNS::Topic}}",
            false);
    Consent approving = Consent.none().approving(dropping.plan());

    assertThatThrownBy(() -> approving.check(dropping)).satisfies(code("DATA_LOSS_NOT_ALLOWED"));
    assertThatThrownBy(() -> new Consent(Set.of("Topic")).check(dropping))
        .satisfies(code("DATA_LOSS_NOT_ALLOWED"));
    assertThatCode(() -> new Consent(Set.of("T")).check(dropping)).doesNotThrowAnyException();
  }

  @Test
  void anotherPlanThanTheOneThatWasSeenIsStale() {
    PlannedDeployment seen = topic(false);
    PlannedDeployment now = planned("Resources: {Queue: {Type: AWS::SQS::Queue}}", false);

    assertThatThrownBy(() -> Consent.none().approving(seen.plan()).check(now))
        .satisfies(code("PLAN_STALE"));
  }

  @Test
  void aSavedPlanIsFoundAgain(@TempDir Path folder) throws IOException {
    PlannedDeployment planned = topic(true);
    Path file = folder.resolve("plan.json");
    Files.writeString(file, SavedPlan.text(planned.plan()));

    assertThat(SavedPlan.read(file).id()).isEqualTo(planned.plan().id());
    assertThatCode(() -> new Consent(Set.of(), SavedPlan.read(file).id()).check(planned))
        .doesNotThrowAnyException();
  }

  @Test
  void aFileWithoutAPlanIsRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("plan.json");
    for (String text : List.of("", "{", "[]", "{\"id\": 1}", "{\"id\": \" \"}")) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> SavedPlan.read(file)).satisfies(code("PLAN_UNREADABLE"));
    }
    assertThatThrownBy(() -> SavedPlan.read(folder.resolve("none.json")))
        .satisfies(code("PLAN_UNREADABLE"));
  }

  @Test
  void productionIsProtectedUnlessOthersAre() {
    assertThat(Guardrails.none().protectsStage("production")).isTrue();
    assertThat(Guardrails.none().protectsStage("dev")).isFalse();
  }

  @Test
  void patternsStandForNames() {
    assertThat(Guardrails.matches(List.of("pr-*"), "pr-17")).isTrue();
    assertThat(Guardrails.matches(List.of("pr-*"), "xpr-17")).isFalse();
    assertThat(Guardrails.matches(List.of("*a*a"), "a")).isFalse();
    assertThat(Guardrails.matches(List.of("*a*a"), "xaya")).isTrue();
    assertThat(Guardrails.matches(List.of("dev"), "dev2")).isFalse();
    assertThat(Guardrails.matches(List.of("*"), "")).isTrue();
  }
}
