package dev.stacktape;

import dev.stacktape.artifact.Artifact;
import dev.stacktape.artifact.ArtifactBinding;
import dev.stacktape.config.HookTrigger;
import dev.stacktape.deploy.ContentOutlook;
import dev.stacktape.deploy.ContentSync;
import dev.stacktape.deploy.DeployCode;
import dev.stacktape.deploy.DeploymentSettings;
import dev.stacktape.deploy.RestoredContent;
import dev.stacktape.name.Target;
import dev.stacktape.plan.DeployedStack;
import dev.stacktape.plan.DeploymentMode;
import dev.stacktape.plan.ModeRules;
import dev.stacktape.plan.Plan;
import dev.stacktape.plan.Plan.Route;
import dev.stacktape.plan.PlanText;
import dev.stacktape.plan.Planner;
import dev.stacktape.plan.Swapping;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.resource.ContentUpload;
import dev.stacktape.resource.function.PublishedVersion;
import dev.stacktape.stack.Synthesis;
import dev.stacktape.template.Template;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A plan with everything that is needed to carry it out. What was shown is what is executed.
 *
 * @param plan what is going to happen
 * @param synthesis the template as the config means it
 * @param template the same, bound to the artifacts
 * @param packages built and named by content
 * @param deployed what the plan was compared with
 * @param settings how CloudFormation is to deploy; in which mode is up to the plan
 * @param needsApproval whether the stage is protected, so that somebody must have seen this plan
 * @param contents files that go into buckets because their folders are not what was sent last
 * @param restored files of an earlier version that go back into buckets
 * @param infoFile where the report is left beside the config, null for nowhere
 * @param content what becomes a version, beside the template
 * @param timings how long each phase took so far, by its name
 * @param onBuildServer whether nobody sits at this machine, by which hooks can be left out
 * @param swapping whether it was planned to hot-swap
 * @param express whether somebody has asked for CloudFormation's express mode, or for the other;
 *     null for neither
 * @param isPrepared whether the scripts that stand before a deployment were run for this plan
 * @param companion the part of the stack in another region, null where there is none
 * @param scriptsAfter SHA-256 over the scripts that run after the deployment, and over their files;
 *     null where none does
 */
public record PlannedDeployment(
    Plan plan,
    Synthesis synthesis,
    Template template,
    Packages packages,
    DeployedStack deployed,
    DeploymentSettings settings,
    boolean needsApproval,
    List<ContentUpload> contents,
    List<RestoredContent> restored,
    @Nullable Path infoFile,
    VersionContent content,
    Map<String, Duration> timings,
    boolean onBuildServer,
    Swapping swapping,
    @Nullable Boolean express,
    boolean isPrepared,
    @Nullable PlannedCompanion companion,
    @Nullable String scriptsAfter) {

  public PlannedDeployment {
    plan =
        plan.in(
            new ModeRules(
                settings.mode(),
                settings.disableRollback(),
                !settings.rollbackAlarms().isEmpty(),
                express),
            template,
            deployed);
  }

  /**
   * Compares with what is deployed.
   *
   * @param look at what is deployed, begun for the same stack and way
   * @param scripts digest of those that run beside it, null where none does
   */
  static PlannedDeployment make(
      StackInCloud stack,
      Packages packages,
      FirstLook look,
      Cloud cloud,
      Swapping swapping,
      @Nullable String scripts,
      Phases phases) {
    // Only now that the code is built it is known which versions of functions there are to be.
    Synthesis synthesis =
        stack
            .synthesis()
            .renamed(
                PublishedVersion.idsWithDigests(
                    ArtifactBinding.bind(stack.synthesis().template(), packages.artifacts())));
    Target target = synthesis.target();
    Template template =
        ArtifactBinding.bind(
            synthesis.template(),
            packages.artifacts(),
            packages.references(() -> cloud.images().signIn().repository(target)));
    Map<String, String> code = FunctionCode.wanted(synthesis.template(), packages.artifacts());
    DeployedStack deployed = look.deployed();
    Map<String, String> parameters =
        new LinkedHashMap<>(cloud.lookups().resolve(synthesis.lookups(), deployed.parameters()));
    Optional<PlannedCompanion> companion =
        look.concernsCompanion()
            ? Optional.of(
                PlannedCompanion.planned(
                    target,
                    synthesis.companion(),
                    packages.artifacts(),
                    synthesis.stackTags(),
                    cloud))
            : Optional.empty();
    companion.ifPresent(planned -> parameters.putAll(planned.knownOutputs()));
    // What is in another region takes a deployment, and that brings everything else too.
    boolean whole =
        companion.filter(planned -> planned.plan().route() != Route.NOTHING).isPresent();
    Swapping asked = whole ? Swapping.NOT_ASKED : swapping;
    Plan alone =
        new Planner()
            .plan(
                target,
                deployed,
                template,
                parameters,
                synthesis.stackTags(),
                synthesis.origins(),
                code,
                asked);
    Plan plan =
        companion.map(planned -> alone.with(planned.plan())).orElse(alone).withScripts(scripts);
    ContentSync.Due files =
        cloud
            .contents(target)
            .due(
                target.deploymentBucket(),
                synthesis.contents(),
                ContentOutlook.of(plan, makesVersion(plan, swapping)));
    return new PlannedDeployment(
        plan,
        synthesis,
        template,
        packages,
        deployed,
        new RollbackAlarms(target, deployed.template(), template, cloud.events())
            .in(stack.settings()),
        stack.isProtected(),
        files.due(),
        List.of(),
        stack.infoFile(),
        VersionContent.of(packages.artifacts(), code, files.settled()),
        phases.timings(),
        stack.onBuildServer(),
        swapping,
        null,
        false,
        companion.orElse(null),
        HookDigest.of(synthesis.scripts(), stack.onBuildServer(), HookTrigger.AFTER_DEPLOY));
  }

  /** Whether it can be gone back to what it leaves behind, which holds for no hot-swap. */
  boolean makesVersion() {
    return makesVersion(plan, swapping);
  }

  private static boolean makesVersion(Plan plan, Swapping swapping) {
    return swapping == Swapping.NOT_ASKED || plan.route() == Route.CHANGE_SET;
  }

  /** Whether files are brought into buckets. */
  boolean bringsFiles() {
    return !contents.isEmpty() || !restored.isEmpty();
  }

  /** Whether files are still to come when CloudFormation is done. */
  boolean bringsFilesWithStack() {
    return bringsFiles() && plan.route() == Route.CHANGE_SET;
  }

  /** What runs in another region, and is of no use in this one. */
  List<Artifact> companionArtifacts() {
    return companion == null ? List.of() : companion.artifacts();
  }

  /** The same plan after the scripts that stand before it were run. */
  PlannedDeployment prepared() {
    return copy(settings, express, true);
  }

  /**
   * The same plan, which leaves everything as it is when it fails, for somebody to look at.
   *
   * @throws StacktapeException {@code EXPRESS_REFUSED} where express mode was asked for
   */
  public PlannedDeployment withoutRollback() {
    return copy(settings.withoutRollback(), express, isPrepared).requireExpress();
  }

  /**
   * The same plan in CloudFormation's express mode, or not in it, where CloudFormation executes it.
   *
   * @param wanted null for what holds without asking
   * @throws StacktapeException {@code EXPRESS_REFUSED} with the reason where it is asked for and
   *     not to be had
   */
  public PlannedDeployment inExpressMode(@Nullable Boolean wanted) {
    return wanted == null ? this : copy(settings, wanted, isPrepared).requireExpress();
  }

  /** The same plan with what was said to another one of how it is to be carried out. */
  PlannedDeployment like(PlannedDeployment other) {
    return copy(
        other.settings.disableRollback() ? settings.withoutRollback() : settings,
        other.express,
        isPrepared);
  }

  private PlannedDeployment requireExpress() {
    DeploymentMode mode = plan.mode();
    if (Boolean.TRUE.equals(express) && mode != null && !mode.isExpress()) {
      throw new StacktapeException(
          DeployCode.EXPRESS_REFUSED
              .error("This cannot be deployed in express mode: " + mode.why() + ".")
              .hint(
                  "Without -Dstacktape.express it is deployed in the mode that fits, which is"
                      + " always said."));
    }
    return this;
  }

  /** How CloudFormation is told to execute the plan. */
  DeploymentSettings executed() {
    DeploymentMode mode = plan.mode();
    DeploymentSettings decided = mode == null ? settings : settings.in(mode);
    // AWS takes an update of a stack that is half-way only where it may be left half-way again.
    return deployed.isHalfUpdated() ? decided.withoutRollback() : decided;
  }

  private PlannedDeployment copy(
      DeploymentSettings otherSettings, @Nullable Boolean otherExpress, boolean otherPrepared) {
    return new PlannedDeployment(
        plan,
        synthesis,
        template,
        packages,
        deployed,
        otherSettings,
        needsApproval,
        contents,
        restored,
        infoFile,
        content,
        timings,
        onBuildServer,
        swapping,
        otherExpress,
        otherPrepared,
        companion,
        scriptsAfter);
  }

  /** The plan for a person to read, with the scripts that run beside it. */
  public String text() {
    return PlanText.of(plan, bringsFiles()) + files() + scripts();
  }

  private String files() {
    StringBuilder text = new StringBuilder();
    for (ContentUpload upload : contents) {
      text.append(text.isEmpty() ? "\nFiles that go into buckets\n" : "");
      text.append("  ")
          .append(upload.name())
          .append(" from ")
          .append(upload.directory())
          .append('\n');
    }
    text.append(restored.isEmpty() ? "" : "\nFiles that are taken back\n");
    restored.forEach(one -> text.append("  ").append(one.text()).append('\n'));
    return text.toString();
  }

  /** The scripts that are going to run, for a person to read; empty where there are none. */
  public String scripts() {
    return isPrepared
        ? scriptsText(HookTrigger.AFTER_DEPLOY)
        : scriptsText(HookTrigger.BEFORE_DEPLOY, HookTrigger.AFTER_DEPLOY);
  }

  /** Whether carrying it out runs anything or changes anything, so that consent is needed. */
  public boolean isNothing() {
    return plan.route() == Plan.Route.NOTHING
        && !bringsFiles()
        && scriptsText(HookTrigger.AFTER_DEPLOY).isEmpty();
  }

  private String scriptsText(HookTrigger... triggers) {
    return HookText.of(synthesis.scripts(), onBuildServer, triggers);
  }
}
