package dev.stacktape.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.name.Target;
import dev.stacktape.plan.Plan.Route;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import dev.stacktape.template.Template;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PlanPropertyTest {
  private static final Target TARGET = new Target("p", "s", "eu-west-1", "123456789012");

  @Provide
  Arbitrary<Template> templates() {
    Arbitrary<Object> values =
        Arbitraries.of("a", "b", 1, true, Fn.ref("A"), Fn.getAtt("B", "Arn"), List.of("x", "y"));
    Arbitrary<Map<String, Object>> properties =
        Arbitraries.maps(
                Arbitraries.of("FunctionName", "Code", "QueueName", "Timeout", "Role", "Tags"),
                values)
            .ofMaxSize(4);
    Arbitrary<CfnResource> resources =
        Combinators.combine(
                Arbitraries.of(
                    "AWS::Lambda::Function", "AWS::SQS::Queue", "AWS::IAM::Role", "X::Y::Z"),
                properties)
            .as(CfnResource::of);
    return Arbitraries.maps(Arbitraries.of("A", "B", "C", "D"), resources)
        .map(all -> Template.empty().withResources(all));
  }

  private static DeployedStack stack(Template template) {
    return new DeployedStack(
        "arn", "CREATE_COMPLETE", "t", template, Map.of(), Map.of(), Map.of(), false);
  }

  private static Plan plan(Template deployed, Template wanted, boolean hotSwap) {
    return new Planner().plan(TARGET, stack(deployed), wanted, new HashMap<>(), Map.of(), hotSwap);
  }

  @Property(tries = 300)
  void theSameAgainIsNothingToDo(@ForAll("templates") Template template) {
    Plan plan = plan(template, template, true);

    assertThat(plan.route()).isEqualTo(Route.NOTHING);
    assertThat(plan.changes()).isEmpty();
    assertThat(plan.rejections()).isEmpty();
  }

  @Property(tries = 300)
  void equalInputGivesEqualPlans(
      @ForAll("templates") Template deployed, @ForAll("templates") Template wanted) {
    assertThat(plan(deployed, wanted, false)).isEqualTo(plan(deployed, wanted, false));
  }

  @Property(tries = 300)
  void whatIsNotSwappedHasAReason(
      @ForAll("templates") Template deployed, @ForAll("templates") Template wanted) {
    Plan plan = plan(deployed, wanted, true);

    assertThat(plan.route() == Route.CHANGE_SET).isEqualTo(!plan.rejections().isEmpty());
    assertThat(plan.rejections()).allSatisfy(each -> assertThat(each.reason()).endsWith("."));
  }

  @Property(tries = 300)
  void onlyWhatGoesOrIsReplacedCanLoseData(
      @ForAll("templates") Template deployed, @ForAll("templates") Template wanted) {
    assertThat(plan(deployed, wanted, false).losses())
        .allSatisfy(
            change ->
                assertThat(change.action())
                    .isIn(Change.Action.DELETE, Change.Action.REPLACE, Change.Action.MAY_REPLACE));
  }

  @Property(tries = 300)
  void everyResourceThatDiffersIsAChangeAndNoneTwice(
      @ForAll("templates") Template deployed, @ForAll("templates") Template wanted) {
    List<String> ids =
        plan(deployed, wanted, false).changes().stream().map(Change::logicalId).toList();

    assertThat(ids).doesNotHaveDuplicates();
    deployed.resources().keySet().stream()
        .filter(id -> !wanted.resources().containsKey(id))
        .forEach(id -> assertThat(ids).contains(id));
  }
}
