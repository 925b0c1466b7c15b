package dev.stacktape.plan;

import dev.stacktape.name.Target;
import dev.stacktape.plan.Change.Action;
import dev.stacktape.plan.Plan.Route;
import dev.stacktape.template.PropertyDiff;
import dev.stacktape.template.ResourceDiff;
import dev.stacktape.template.ResourceOrigin;
import dev.stacktape.template.ResourceSchemas;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateDiff;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares what is deployed with what is wanted, and decides how to get from one to the other.
 * Three states are compared: the wanted template, the deployed template, and the code that really
 * runs, which a hot-swap may have changed behind CloudFormation's back.
 */
public final class Planner {
  /**
   * Attributes that CloudFormation takes note of only together with some other change. A plan that
   * held nothing else could never be carried out.
   */
  private static final Set<String> UNNOTICED_ALONE = Set.of("DependsOn");

  private final ResourceSchemas schemas;
  private final DataEffect dataEffect;
  private final SeverityRules severityRules;

  /** Plans by the schemas that come with this library. */
  public Planner() {
    this(ResourceSchemas.bundled());
  }

  Planner(ResourceSchemas schemas) {
    this.schemas = schemas;
    this.dataEffect = new DataEffect(schemas);
    this.severityRules = new SeverityRules(schemas);
  }

  /**
   * Makes the plan for a stack whose tags stay as they are.
   *
   * @see #plan(Target, DeployedStack, Template, Map, Map, Map, boolean)
   */
  public Plan plan(
      Target target,
      DeployedStack deployed,
      Template wanted,
      Map<String, ResourceOrigin> origins,
      Map<String, String> wantedCode,
      boolean hotSwapAsked) {
    return plan(target, deployed, wanted, deployed.tags(), origins, wantedCode, hotSwapAsked);
  }

  /**
   * Makes the plan. Pure: the same input gives the same plan, down to its id.
   *
   * @param wanted bound: S3 keys stand where the artifact tokens were
   * @param wantedTags of the stack itself; CloudFormation passes them on to its resources
   * @param origins where each CloudFormation resource comes from, by logical id
   * @param wantedCode the base64 SHA-256 of the zip that each function is to run, by logical id;
   *     only functions whose code is an artifact of the project
   * @param hotSwapAsked whether code may be replaced where it runs. When something else changed
   *     too, the route stays {@link Route#CHANGE_SET} and the rejections say why
   */
  public Plan plan(
      Target target,
      DeployedStack deployed,
      Template wanted,
      Map<String, String> wantedTags,
      Map<String, ResourceOrigin> origins,
      Map<String, String> wantedCode,
      boolean hotSwapAsked) {
    return plan(
        target,
        deployed,
        wanted,
        Map.of(),
        wantedTags,
        origins,
        wantedCode,
        hotSwapAsked ? Swapping.ALL_OR_NOTHING : Swapping.NOT_ASKED);
  }

  /**
   * Makes the plan for a template with parameters.
   *
   * @param parameters their values. Templates are compared by what they come to with them, so a
   *     value that has changed shows where it is used
   * @param swapping whether and how much may be hot-swapped
   * @see #plan(Target, DeployedStack, Template, Map, Map, Map, boolean)
   */
  public Plan plan(
      Target target,
      DeployedStack deployed,
      Template wanted,
      Map<String, String> parameters,
      Map<String, String> wantedTags,
      Map<String, ResourceOrigin> origins,
      Map<String, String> wantedCode,
      Swapping swapping) {
    Template before = deployed.filled();
    Template after = wanted.withParameterValues(parameters);
    TemplateDiff diff =
        withTags(noticed(TemplateDiff.between(before, after)), deployed, wantedTags);
    List<Change> changes = changes(diff, before, after, origins);
    HotSwap.Decision swap =
        new HotSwap(new SwapContext(target, deployed, before, after, origins, wantedCode))
            .decide(diff, swapping);
    Plan plan =
        new Plan(
            "",
            target,
            parameters,
            changes,
            diff.outputs(),
            route(swap),
            swap.operations(),
            swap.rejections());
    return plan.withId(PlanId.of(plan, deployed, wanted, wantedTags));
  }

  /** Tags stand beside the template, and only a change set changes them. */
  private static TemplateDiff withTags(
      TemplateDiff diff, DeployedStack deployed, Map<String, String> wantedTags) {
    if (!deployed.exists() || deployed.tags().equals(wantedTags)) {
      return diff;
    }
    List<String> sections = new ArrayList<>(diff.sections());
    sections.add("Tags");
    return new TemplateDiff(diff.resources(), diff.outputs(), sections);
  }

  private static TemplateDiff noticed(TemplateDiff diff) {
    List<ResourceDiff> noticed =
        diff.resources().stream()
            .filter(
                resource ->
                    resource.isAdded()
                        || resource.isRemoved()
                        || resource.isOtherType()
                        || !resource.properties().isEmpty()
                        || !UNNOTICED_ALONE.containsAll(resource.attributes()))
            .toList();
    return new TemplateDiff(noticed, diff.outputs(), diff.sections());
  }

  private static Route route(HotSwap.Decision swap) {
    if (!swap.instead()) {
      return Route.CHANGE_SET;
    }
    return swap.operations().isEmpty() ? Route.NOTHING : Route.HOT_SWAP;
  }

  private List<Change> changes(
      TemplateDiff diff, Template deployed, Template wanted, Map<String, ResourceOrigin> origins) {
    Replacements replacements = new Replacements(schemas, diff, deployed, wanted);
    List<Change> changes = new ArrayList<>();
    for (ResourceDiff resource : replacements.withFollowers()) {
      changes.add(change(resource, replacements, origins));
    }
    changes.sort(Comparator.comparing(Change::severity));
    return List.copyOf(changes);
  }

  private Change change(
      ResourceDiff diff, Replacements replacements, Map<String, ResourceOrigin> origins) {
    Action action = action(diff, replacements);
    Change.Data data = dataEffect.of(diff, action);
    return new Change(
        diff.logicalId(),
        diff.resource().type(),
        action,
        paths(diff, replacements),
        data,
        severityRules.of(diff, action, data),
        origins.getOrDefault(diff.logicalId(), ResourceOrigin.STACK));
  }

  private static Action action(ResourceDiff diff, Replacements replacements) {
    if (diff.isAdded()) {
      return Action.CREATE;
    }
    if (diff.isRemoved()) {
      return Action.DELETE;
    }
    return switch (replacements.of(diff.logicalId())) {
      case YES -> Action.REPLACE;
      case MAYBE -> Action.MAY_REPLACE;
      case NO -> Action.UPDATE;
    };
  }

  private static List<String> paths(ResourceDiff diff, Replacements replacements) {
    Set<String> paths = new LinkedHashSet<>();
    if (diff.isOtherType()) {
      paths.add("Type");
    }
    diff.properties().stream().map(PropertyDiff::dotted).forEach(paths::add);
    paths.addAll(diff.attributes());
    paths.addAll(replacements.followingPaths(diff.logicalId()));
    return paths.stream().sorted().toList();
  }
}
