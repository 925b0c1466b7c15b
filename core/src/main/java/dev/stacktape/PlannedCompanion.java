package dev.stacktape;

import dev.stacktape.artifact.Artifact;
import dev.stacktape.artifact.ArtifactBinding;
import dev.stacktape.artifact.ArtifactSpec;
import dev.stacktape.artifact.UnbuiltArtifacts;
import dev.stacktape.name.Target;
import dev.stacktape.plan.Change;
import dev.stacktape.plan.DeployedStack;
import dev.stacktape.plan.Plan;
import dev.stacktape.plan.Planner;
import dev.stacktape.plan.Swapping;
import dev.stacktape.resource.function.PublishedVersion;
import dev.stacktape.stack.Companion;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Reference;
import dev.stacktape.template.References;
import dev.stacktape.template.Renaming;
import dev.stacktape.template.ResourceOrigin;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is going to happen to the companion of a stack. It grows before the stack is deployed and
 * shrinks after it, so that whatever is in use is there all the time.
 *
 * @param plan from what is deployed to what is wanted, in one go
 * @param wanted empty where none is wanted any more
 * @param parameters of the wanted template
 * @param deployed what the plan was compared with
 * @param artifacts what its functions run, to be brought into a bucket of its region
 */
record PlannedCompanion(
    Plan plan,
    Template wanted,
    Map<String, String> parameters,
    DeployedStack deployed,
    List<Artifact> artifacts) {

  private static final String PARAMETERS = "Parameters";

  /**
   * Whether there is anything to read and compare.
   *
   * @param wanted null where the config needs none
   */
  static boolean isConcerned(Target main, @Nullable Companion wanted, Cloud cloud) {
    return wanted != null || (!main.isAtEdge() && cloud.companionNote().exists(main));
  }

  /**
   * Reads the companion of a stack, once nothing is under way there, and compares.
   *
   * @param wanted null where the config needs none
   * @param artifacts those of the stack, null where none are built
   * @return empty where there is none and none is wanted
   */
  static Optional<PlannedCompanion> make(
      Target main,
      @Nullable Companion wanted,
      @Nullable List<Artifact> artifacts,
      Map<String, String> tags,
      Cloud cloud) {
    return isConcerned(main, wanted, cloud)
        ? Optional.of(planned(main, wanted, artifacts, tags, cloud))
        : Optional.empty();
  }

  /** The same where it is known that there is one, or is to be. */
  static PlannedCompanion planned(
      Target main,
      @Nullable Companion wanted,
      @Nullable List<Artifact> artifacts,
      Map<String, String> tags,
      Cloud cloud) {
    DeployedStack deployed = read(main, cloud);
    if (wanted == null) {
      return of(main, Template.empty(), Map.of(), Map.of(), tags, deployed, List.of());
    }
    Companion built =
        artifacts == null
            ? wanted.with(
                UnbuiltArtifacts.asDeployed(wanted.template(), deployed.template()), Map.of())
            : bound(wanted, artifacts);
    return of(
        main,
        built.template(),
        built.origins(),
        cloud.lookups().resolve(wanted.lookups(), deployed.parameters()),
        tags,
        deployed,
        artifacts == null ? List.of() : usedBy(wanted.template(), artifacts));
  }

  private static Companion bound(Companion wanted, List<Artifact> artifacts) {
    Template template = ArtifactBinding.bind(wanted.template(), artifacts);
    Map<String, String> ids = PublishedVersion.idsWithDigests(template);
    return wanted.with(Renaming.of(template, ids), ids);
  }

  private static List<Artifact> usedBy(Template template, List<Artifact> artifacts) {
    String text = TemplateText.toCompactJson(template);
    return artifacts.stream()
        .filter(artifact -> text.contains(ArtifactSpec.keyToken(artifact.name())))
        .toList();
  }

  /**
   * The companion of a stack that is to be deleted.
   *
   * @param isWanted whether the config needs one
   */
  static Optional<PlannedCompanion> toDelete(Target main, boolean isWanted, Cloud cloud) {
    boolean isThere = !main.isAtEdge() && (isWanted || cloud.companionNote().exists(main));
    return isThere
        ? Optional.of(
            of(main, Template.empty(), Map.of(), Map.of(), Map.of(), read(main, cloud), List.of()))
        : Optional.empty();
  }

  /** The companion of a stack as it is. */
  static DeployedStack read(Target main, Cloud cloud) {
    String name = main.companion().stackName();
    return cloud.atEdge().reader().read(cloud.atEdge().settling().settle(name));
  }

  static PlannedCompanion of(
      Target main,
      Template wanted,
      Map<String, ResourceOrigin> origins,
      Map<String, String> parameters,
      Map<String, String> tags,
      DeployedStack deployed,
      List<Artifact> artifacts) {
    Map<String, String> wantedTags = wanted.resources().isEmpty() ? deployed.tags() : tags;
    Plan plan =
        new Planner()
            .plan(
                main.companion(),
                deployed,
                wanted,
                parameters,
                wantedTags,
                origins,
                Map.of(),
                Swapping.NOT_ASKED);
    return new PlannedCompanion(plan, wanted, parameters, deployed, artifacts);
  }

  /** Whether a companion is wanted at all. */
  boolean isWanted() {
    return !wanted.resources().isEmpty();
  }

  /** Whether anything is to be done to it. */
  boolean isChanged() {
    return plan.route() != Plan.Route.NOTHING;
  }

  /** Whether something goes that is there, which has to wait until the stack uses it no more. */
  boolean shrinks() {
    return plan.changes().stream().anyMatch(change -> change.action() == Change.Action.DELETE);
  }

  /**
   * What the parameters of the stack's template are going to be, as far as that is known before the
   * companion is deployed.
   */
  Map<String, String> knownOutputs() {
    Set<String> unsettled =
        plan.changes().stream()
            .filter(change -> change.action() != Change.Action.UPDATE)
            .map(Change::logicalId)
            .collect(Collectors.toSet());
    Map<String, String> known = new LinkedHashMap<>();
    wanted
        .outputs()
        .forEach(
            (key, output) -> {
              String value = deployed.outputs().get(key);
              boolean settled =
                  References.in(output).stream()
                      .map(Reference::target)
                      .noneMatch(unsettled::contains);
              if (value != null && settled) {
                known.put(key, value);
              }
            });
    return known;
  }

  /** The wanted template with everything in it that is deployed and no longer wanted. */
  Template grown() {
    Map<String, CfnResource> resources = new LinkedHashMap<>(deployed.template().resources());
    resources.putAll(wanted.resources());
    Map<String, Object> outputs = new LinkedHashMap<>(deployed.template().outputs());
    outputs.putAll(wanted.outputs());
    Map<Object, Object> declared = new LinkedHashMap<>(declared(deployed.template()));
    declared.putAll(declared(wanted));
    Map<String, Object> sections = new LinkedHashMap<>(wanted.sections());
    if (!declared.isEmpty()) {
      sections.put(PARAMETERS, declared);
    }
    return new Template(wanted.description(), resources, outputs, sections);
  }

  private static Map<?, ?> declared(Template template) {
    return template.sections().get(PARAMETERS) instanceof Map<?, ?> map ? map : Map.of();
  }

  /** The values of the parameters of {@link #grown}. */
  Map<String, String> grownParameters() {
    Map<String, String> all = new LinkedHashMap<>(deployed.parameters());
    all.putAll(parameters);
    return all;
  }
}
