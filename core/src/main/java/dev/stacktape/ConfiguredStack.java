package dev.stacktape;

import dev.stacktape.config.Config;
import dev.stacktape.config.ConfigCode;
import dev.stacktape.config.ConfigFiles;
import dev.stacktape.config.ConfigLoader;
import dev.stacktape.config.ConfigReader;
import dev.stacktape.config.ConfigSource;
import dev.stacktape.config.DeploymentConfig;
import dev.stacktape.config.Guardrails;
import dev.stacktape.config.LoadContext;
import dev.stacktape.config.LocalGit;
import dev.stacktape.config.Node;
import dev.stacktape.config.StackConfig;
import dev.stacktape.deploy.DeploymentSettings;
import dev.stacktape.name.Target;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import dev.stacktape.problem.Severity;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.resource.ResourceCode;
import dev.stacktape.resource.catalog.ResourceCatalog;
import dev.stacktape.stack.StackCode;
import dev.stacktape.stack.StackModel;
import dev.stacktape.stack.Synthesis;
import dev.stacktape.stack.Synthesizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The offline half of every operation: from a request to the config, and from that to the template.
 *
 * @param target where the stack lives; its account may be unknown
 * @param guardrails those that come from elsewhere than the config, by the name of their source
 */
record ConfiguredStack(
    StackRequest request, Config config, Target target, Map<String, Guardrails> guardrails) {
  /** What keeps a config from being deployed and says nothing against it. */
  private static final Set<String> NOT_YET =
      Set.of(
          ResourceCode.CODE_NOT_HERE.name(),
          ResourceCode.FEATURE_NOT_SUPPORTED.name(),
          ConfigCode.RESOURCE_TYPE_NOT_SUPPORTED.name());

  /** What to call a config in messages that was handed over as text. */
  private static final String GIVEN = "stacktape.yml";

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

  private static final String STACK_INFO_FOLDER = ".stacktape-stack-info";

  /** CloudFormation's limit on stack names. */
  private static final int MAX_STACK_NAME = 128;

  /**
   * Reads the config.
   *
   * @param account 12 digits, or {@link Target#UNKNOWN_ACCOUNT}
   * @throws StacktapeException with every problem of the config
   */
  static ConfiguredStack read(
      StackRequest request,
      String region,
      String account,
      Map<String, String> environment,
      Problems problems) {
    ConfigSource source = open(request, problems);
    if (source == null) {
      throw new StacktapeException(problems.sorted());
    }
    Target target = target(request, source, region, account);
    LoadContext context =
        new LoadContext(
            request.stage(),
            region,
            target.project(),
            account,
            request.profile(),
            Map.copyOf(request.arguments()),
            new LocalGit(),
            null,
            environment);
    Config config =
        ConfigLoader.loadWhatIsThere(source, context, ResourceCatalog.records(), problems);
    if (config == null || problems.hasErrors()) {
      throw new StacktapeException(withWhatElseIsWrong(config, target, request, problems));
    }
    problems.addAll(WithoutEffect.in(config));
    return new ConfiguredStack(request, config, target, OwnGuardrails.read(environment));
  }

  /** What can be told of the resources that are right belongs to the same report. */
  private static List<Problem> withWhatElseIsWrong(
      @Nullable Config config, Target target, StackRequest request, Problems problems) {
    if (config != null) {
      var unused = StackModel.of(config, target, request.modules(), problems);
    }
    return problems.sorted();
  }

  /**
   * Which stack a request is about, whether its config is valid or not; also without a config.
   *
   * @throws StacktapeException {@code NAME_INVALID}
   */
  static Target target(StackRequest request, String region, String account) {
    return target(request, open(request, new Problems()), region, account);
  }

  /** The template, checked. */
  Synthesis synthesize(Problems problems) {
    return Synthesizer.synthesize(config, target, request.modules(), guardrails, problems);
  }

  /**
   * Checks everything that can be checked offline. What is valid but cannot be deployed yet becomes
   * a warning.
   *
   * @return how many CloudFormation resources the config becomes, 0 while it cannot be deployed
   */
  int check(Problems problems) {
    Problems found = new Problems();
    found.addAll(problems.sorted());
    try {
      return Synthesizer.synthesize(config, target, request.modules(), guardrails, found)
          .template()
          .resources()
          .size();
    } catch (StacktapeException e) {
      Problems all = new Problems();
      e.problems().forEach(problem -> all.add(orWarning(problem)));
      all.throwIfErrors();
      problems.addAll(all.sorted());
      return 0;
    } finally {
      found.sorted().stream().filter(problem -> !problem.isError()).forEach(problems::add);
    }
  }

  private static Problem orWarning(Problem problem) {
    return NOT_YET.contains(problem.code()) ? problem.as(Severity.WARNING) : problem;
  }

  /** Whether somebody must have seen what is deployed to the stage, and it is never hot-swapped. */
  boolean isProtected() {
    Guardrails own = config.values().guardrails();
    return (own == null ? Guardrails.none() : own).protectsStage(request.stage())
        || guardrails.values().stream().anyMatch(limits -> limits.protectsStage(request.stage()));
  }

  /** How CloudFormation is to deploy, as {@code deploymentConfig} says it. */
  DeploymentSettings deploymentSettings() {
    DeploymentConfig wanted = config.values().deploymentConfig();
    if (wanted == null) {
      return DeploymentSettings.DEFAULT;
    }
    return new DeploymentSettings(
        Boolean.TRUE.equals(wanted.terminationProtection()),
        wanted.cloudformationRoleArn(),
        wanted.triggerRollbackOnAlarms(),
        Objects.requireNonNullElse(wanted.monitoringTimeAfterDeploymentInMinutes(), 0),
        wanted.publishEventsToArn(),
        Boolean.TRUE.equals(wanted.disableAutoRollback()));
  }

  /** The file that a deployment leaves beside the config, null where the config wants none. */
  @Nullable Path stackInfoFile() {
    StackConfig wanted = config.values().stackConfig();
    if (wanted != null && Boolean.TRUE.equals(wanted.disableStackInfoSaving())) {
      return null;
    }
    String folder = wanted == null ? null : wanted.stackInfoDirectory();
    return config
        .source()
        .directory()
        .resolve(folder == null ? STACK_INFO_FOLDER : folder)
        .resolve(target.stackName() + ".json")
        .normalize();
  }

  private static @Nullable ConfigSource open(StackRequest request, Problems problems) {
    if (request.configText() != null) {
      return new ConfigSource(GIVEN, request.directory(), request.configText());
    }
    Path file =
        request.configFile() != null
            ? request.configFile()
            : ConfigFiles.find(request.directory(), problems);
    return file == null ? null : ConfigFiles.open(file, request.directory(), problems);
  }

  private static Target target(
      StackRequest request, @Nullable ConfigSource source, String region, String account) {
    String project = request.projectName();
    if (project == null) {
      project = serviceName(source);
    }
    if (project == null) {
      project = request.fallbackName();
    }
    Problems problems = new Problems();
    check("project name", project, "stacktape.projectName", problems);
    check("stage", request.stage(), "stacktape.stage", problems);
    Target target = new Target(project, request.stage(), region, account);
    if (target.stackName().length() > MAX_STACK_NAME) {
      problems.add(
          StackCode.NAME_INVALID
              .error(
                  "The stack name "
                      + target.stackName()
                      + " has "
                      + target.stackName().length()
                      + " characters; CloudFormation takes "
                      + MAX_STACK_NAME
                      + ".")
              .hint("Choose a shorter -Dstacktape.projectName or -Dstacktape.stage."));
    }
    problems.throwIfErrors();
    return target;
  }

  /** Read before everything else, because directives may ask for the project's name. */
  private static @Nullable String serviceName(@Nullable ConfigSource source) {
    Node.Mapping root = source == null ? null : ConfigReader.read(source, new Problems());
    return root != null
            && root.get("serviceName") instanceof Node.Scalar name
            && name.value() instanceof String text
            && !text.startsWith("$")
        ? text
        : null;
  }

  private static void check(String what, String value, String property, Problems problems) {
    if (!NAME.matcher(value).matches()) {
      problems.add(
          StackCode.NAME_INVALID
              .error(
                  "The "
                      + what
                      + " `"
                      + value
                      + "` is not made of lower-case letters, digits and dashes.")
              .hint("Set -D" + property + ", for example to `" + mended(value) + "`."));
    }
  }

  private static String mended(String value) {
    String mended =
        value.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    return mended.isEmpty() ? "orders" : mended;
  }
}
