package dev.stacktape;

import dev.stacktape.deploy.ContentOutlook;
import dev.stacktape.deploy.ContentRestoring;
import dev.stacktape.deploy.DeployCode;
import dev.stacktape.deploy.DeploymentSettings;
import dev.stacktape.name.Target;
import dev.stacktape.plan.DeployedStack;
import dev.stacktape.plan.Plan;
import dev.stacktape.plan.Planner;
import dev.stacktape.plan.Swapping;
import dev.stacktape.plan.Version;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.stack.StackScripts;
import dev.stacktape.stack.Synthesis;
import dev.stacktape.template.ResourceOrigin;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way back to an earlier version: a plan like any other, for a template that is kept. Scripts
 * of the config do not run: they belong to what the config says now.
 *
 * @param infoFile where the report is left beside the config, null for nowhere
 */
record Rollback(
    Target target,
    Map<String, ResourceOrigin> origins,
    DeploymentSettings settings,
    @Nullable Path infoFile) {

  /**
   * The version that a user means.
   *
   * @param versions newest first
   * @throws StacktapeException {@code VERSION_NOT_FOUND}
   */
  static Version choose(RollbackChoice choice, List<Version> versions) {
    return choice instanceof RollbackChoice.Exactly exactly
        ? numbered(exactly.number(), versions)
        : stepsBack(((RollbackChoice.Steps) choice).steps(), versions);
  }

  private static Version numbered(int number, List<Version> versions) {
    return versions.stream()
        .filter(version -> version.number() == number)
        .findFirst()
        .orElseThrow(() -> notFound("There is no version %d.".formatted(number)));
  }

  /** A step back from a version that restored another goes back from the one that was restored. */
  private static Version stepsBack(int steps, List<Version> versions) {
    if (versions.isEmpty()) {
      throw notFound("Nothing was deployed yet that could be gone back to.");
    }
    Version at = versions.get(0);
    for (int i = 0; i < steps; i++) {
      int from = at.content();
      at =
          versions.stream()
              .filter(version -> version.number() < from)
              .findFirst()
              .orElseThrow(() -> notFound("No version before version %d is kept.".formatted(from)));
    }
    return at;
  }

  private static StacktapeException notFound(String what) {
    return new StacktapeException(
        DeployCode.VERSION_NOT_FOUND
            .error(what)
            .hint("stacktape:versions lists what is kept; choose one by -Dstacktape.version."));
  }

  /**
   * Compares what is deployed with the version.
   *
   * @param newest the one that is deployed
   */
  PlannedDeployment plan(
      Version version, Version newest, Cloud cloud, boolean isProtected, Phases phases) {
    Template template = cloud.versions().template(target.deploymentBucket(), version);
    requireImages(version, template, cloud);
    cloud.settling().settle(target.stackName());
    DeployedStack deployed = cloud.reader().read(target, version.functionCode().keySet(), false);
    Map<String, ResourceOrigin> all = new HashMap<>(origins);
    version.resources().forEach((id, name) -> all.put(id, new ResourceOrigin(name, null)));
    Map<String, String> parameters = new HashMap<>(version.parameters());
    Optional<PlannedCompanion> companion = companion(version, cloud, all);
    companion.ifPresent(
        planned -> parameters.keySet().removeAll(planned.wanted().outputs().keySet()));
    companion.ifPresent(planned -> parameters.putAll(planned.knownOutputs()));
    Plan alone =
        new Planner()
            .plan(
                target,
                deployed,
                template,
                parameters,
                version.tags(),
                all,
                version.functionCode(),
                Swapping.NOT_ASKED);
    Plan ofResources = companion.map(planned -> alone.with(planned.plan())).orElse(alone);
    ContentRestoring.Outcome files =
        cloud
            .formerContents(target)
            .plan(
                version,
                newest,
                ContentOutlook.of(ofResources, true).newBuckets(),
                template.resources().keySet());
    Plan plan = ofResources.covering(files.digest());
    return new PlannedDeployment(
        plan,
        new Synthesis(
            target,
            template,
            all,
            Map.of(),
            List.of(),
            List.of(),
            version.tags(),
            StackScripts.none(),
            List.of(),
            null),
        template,
        Packages.NONE,
        deployed,
        new RollbackAlarms(target, deployed.template(), template, cloud.events()).in(settings),
        isProtected,
        List.of(),
        files.restored(),
        infoFile,
        new VersionContent(
            version.code(), version.functionCode(), version.number(), files.contents()),
        phases.timings(),
        true,
        Swapping.NOT_ASKED,
        null,
        true,
        companion.orElse(null),
        null);
  }

  /** Code is looked for where the template is; images are in another store. */
  private void requireImages(Version version, Template template, Cloud cloud) {
    String text = TemplateText.toCompactJson(template);
    if (!text.contains("/" + target.imageRepository() + "@")) {
      return;
    }
    Set<String> missing = cloud.images().missing(target, text);
    if (!missing.isEmpty()) {
      throw new StacktapeException(
          DeployCode.VERSION_INCOMPLETE
              .error(
                  "Version %d cannot be deployed again: the image %s is no longer in the stack's repository."
                      .formatted(version.number(), String.join(", ", missing)))
              .hint("Choose another one: stacktape:versions lists them."));
    }
  }

  /** The companion as it was, or as it is no longer needed. */
  private Optional<PlannedCompanion> companion(
      Version version, Cloud cloud, Map<String, ResourceOrigin> known) {
    Version.Companion former = version.companion();
    if (former == null) {
      return PlannedCompanion.make(target, null, null, version.tags(), cloud);
    }
    return Optional.of(
        PlannedCompanion.of(
            target,
            cloud.versions().template(target.deploymentBucket(), version, former),
            known,
            former.parameters(),
            version.tags(),
            PlannedCompanion.read(target, cloud),
            List.of()));
  }
}
