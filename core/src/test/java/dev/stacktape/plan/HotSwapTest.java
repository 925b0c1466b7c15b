package dev.stacktape.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.name.Target;
import dev.stacktape.plan.Plan.Route;
import dev.stacktape.template.ResourceOrigin;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HotSwapTest {
  private static final Target TARGET = new Target("orders", "dev", "eu-west-1", "123456789012");
  private static final Map<String, ResourceOrigin> ORIGINS =
      Map.of(
          "SaveOrderFunction", new ResourceOrigin("saveOrder", null),
          "ReadOrderFunction", new ResourceOrigin("readOrder", null),
          "JobsQueue", new ResourceOrigin("jobs", null));
  private static final String DEPLOYED =
      """
      Resources:
        SaveOrderFunction:
          Type: AWS::Lambda::Function
          Properties: {FunctionName: orders-dev-saveOrder, Timeout: 5, Code: {S3Bucket: b, S3Key: a.zip}}
        ReadOrderFunction:
          Type: AWS::Lambda::Function
          Properties: {FunctionName: !Sub "${AWS::StackName}-readOrder", Code: {S3Bucket: b, S3Key: r.zip}}
        JobsQueue: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 5}}
      Outputs:
        Url: {Value: x}
      """;
  private static final String SWAP = "saveOrder orders-dev-saveOrder: code of saveOrder";

  private static String words(SwapOperation swap) {
    SwapOperation.Subject subject = swap.subject();
    return "%s %s: %s of %s"
        .formatted(
            subject.resourceName(),
            subject.physicalId(),
            swap.what(),
            ((SwapOperation.Function) swap).artifact());
  }

  private static Plan plan(
      String wanted, Map<String, String> live, Map<String, String> code, boolean asked) {
    DeployedStack stack =
        new DeployedStack(
            "arn:stack",
            "UPDATE_COMPLETE",
            "t",
            TemplateText.parse(DEPLOYED),
            Map.of(),
            Map.of(),
            live,
            false);
    return new Planner().plan(TARGET, stack, TemplateText.parse(wanted), ORIGINS, code, asked);
  }

  private static Plan swap(String wanted) {
    return plan(
        wanted,
        Map.of("SaveOrderFunction", "old", "ReadOrderFunction", "r"),
        Map.of("SaveOrderFunction", "new", "ReadOrderFunction", "r"),
        true);
  }

  private static String reason(Plan plan) {
    assertThat(plan.route()).isEqualTo(Route.CHANGE_SET);
    assertThat(plan.rejections()).hasSize(1);
    return plan.rejections().get(0).reason();
  }

  @Test
  void changedCodeIsSwapped() {
    Plan plan = swap(DEPLOYED.replace("a.zip", "b.zip"));

    assertThat(plan.route()).isEqualTo(Route.HOT_SWAP);
    assertThat(plan.swaps()).extracting(HotSwapTest::words).containsExactly(SWAP);
    assertThat(plan.rejections()).isEmpty();
    assertThat(plan.changes()).hasSize(1);
  }

  @Test
  void aNameFromPseudoParametersIsKnown() {
    Plan plan =
        plan(
            DEPLOYED.replace("r.zip", "s.zip"),
            Map.of("ReadOrderFunction", "r"),
            Map.of("ReadOrderFunction", "s"),
            true);

    assertThat(plan.swaps())
        .extracting(HotSwapTest::words)
        .containsExactly("readOrder orders-dev-readOrder: code of readOrder");
  }

  @Test
  void changedCodeThatNobodyAskedToSwapGoesThroughCloudFormation() {
    Plan plan =
        plan(
            DEPLOYED.replace("a.zip", "b.zip"),
            Map.of("SaveOrderFunction", "old"),
            Map.of("SaveOrderFunction", "new"),
            false);

    assertThat(plan.route()).isEqualTo(Route.CHANGE_SET);
    assertThat(plan.swaps()).isEmpty();
    assertThat(plan.rejections()).isEmpty();
  }

  @Test
  void codeThatRunsAlreadyIsNotSwappedAgain() {
    Plan plan =
        plan(
            DEPLOYED.replace("a.zip", "b.zip"),
            Map.of("SaveOrderFunction", "new"),
            Map.of("SaveOrderFunction", "new"),
            true);

    assertThat(plan.route()).isEqualTo(Route.NOTHING);
    assertThat(plan.swaps()).isEmpty();
  }

  @Test
  void swappedCodeIsPutBackThoughTheTemplateDoesNotChange() {
    for (boolean asked : new boolean[] {true, false}) {
      Plan plan =
          plan(
              DEPLOYED,
              Map.of("SaveOrderFunction", "swapped"),
              Map.of("SaveOrderFunction", "original"),
              asked);

      assertThat(plan.changes()).isEmpty();
      assertThat(plan.route()).isEqualTo(Route.HOT_SWAP);
      assertThat(plan.swaps()).extracting(HotSwapTest::words).containsExactly(SWAP);
    }
  }

  @Test
  void swappedCodeIsPutBackBesideAChangeSetThatLeavesItAlone() {
    Plan plan =
        plan(
            DEPLOYED.replace("Timeout: 5", "Timeout: 6"),
            Map.of("SaveOrderFunction", "swapped"),
            Map.of("SaveOrderFunction", "original"),
            false);

    assertThat(plan.route()).isEqualTo(Route.CHANGE_SET);
    assertThat(plan.swaps()).extracting(HotSwapTest::words).containsExactly(SWAP);
  }

  @Test
  void codeThatWasNotAskedForIsTakenToBeRight() {
    Plan plan = plan(DEPLOYED, Map.of(), Map.of("SaveOrderFunction", "original"), false);

    assertThat(plan.route()).isEqualTo(Route.NOTHING);
  }

  @Test
  void anotherPropertyOfTheFunctionIsARejection() {
    String wanted =
        DEPLOYED.replace("a.zip", "b.zip").replace("Timeout: 5", "Timeout: 5, Runtime: java25");

    assertThat(reason(swap(wanted)))
        .isEqualTo(
            "Runtime of saveOrder changed, and only code, environment, MemorySize, Timeout, Layers,"
                + " Handler and Description can be hot-swapped.");
  }

  @Test
  void anotherResourceIsARejection() {
    assertThat(reason(swap(DEPLOYED.replace("DelaySeconds: 5", "DelaySeconds: 6"))))
        .isEqualTo("JobsQueue (AWS::SQS::Queue) changed, which takes a deployment.");
  }

  @Test
  void whatIsNewOrGoneIsARejection() {
    String more = DEPLOYED.replace("Outputs:", "  More: {Type: AWS::SNS::Topic}\nOutputs:");
    assertThat(reason(swap(more)))
        .isEqualTo("More (AWS::SNS::Topic) is new, and only a deployment creates it.");
    String less = DEPLOYED.replaceAll("  JobsQueue.*\n", "");
    assertThat(reason(swap(less)))
        .isEqualTo("JobsQueue (AWS::SQS::Queue) is gone, and only a deployment deletes it.");
  }

  @Test
  void anOutputOrSectionThatChangesIsARejection() {
    assertThat(reason(swap(DEPLOYED.replace("Value: x", "Value: y"))))
        .isEqualTo("The output Url changed, which takes a deployment.");
    assertThat(reason(swap(DEPLOYED + "Conditions: {C: !Equals [a, a]}\n")))
        .isEqualTo("Conditions changed, which takes a deployment.");
  }

  @Test
  void codeThatIsNoArtifactIsARejection() {
    assertThat(reason(plan(DEPLOYED.replace("a.zip", "b.zip"), Map.of(), Map.of(), true)))
        .isEqualTo("The code of saveOrder changed, and it is not an artifact of this project.");
  }

  @Test
  void aFunctionWithoutAKnownNameIsARejection() {
    String unnamed = "FunctionName: !Sub \"${JobsQueue}\"";
    String wanted = DEPLOYED.replace("FunctionName: !Sub \"${AWS::StackName}-readOrder\"", unnamed);

    assertThat(
            plan(wanted, Map.of("ReadOrderFunction", "x"), Map.of("ReadOrderFunction", "r"), false)
                .rejections())
        .extracting(SwapRejection::reason)
        .containsExactly(
            "readOrder was hot-swapped and cannot be put back: The name of readOrder is not in the"
                + " template, so it cannot be found.");
  }

  @Test
  void aStackThatIsNotThereCannotBeSwapped() {
    Template wanted = TemplateText.parse(DEPLOYED);
    Plan plan = new Planner().plan(TARGET, DeployedStack.none(), wanted, ORIGINS, Map.of(), true);

    assertThat(reason(plan)).isEqualTo("The stack does not exist yet; deploy it first.");
  }
}
