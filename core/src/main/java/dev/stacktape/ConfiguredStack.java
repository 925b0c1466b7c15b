package dev.stacktape;

import dev.stacktape.artifact.JavaModule;
import dev.stacktape.config.Config;
import dev.stacktape.config.ConfigCode;
import dev.stacktape.config.ConfigDocument;
import dev.stacktape.config.ConfigFiles;
import dev.stacktape.config.ConfigPrograms;
import dev.stacktape.config.ConfigSource;
import dev.stacktape.config.DeploymentConfig;
import dev.stacktape.config.Guardrails;
import dev.stacktape.config.Node;
import dev.stacktape.config.StackConfig;
import dev.stacktape.deploy.DeploymentSettings;
import dev.stacktape.esbuild.EsbuildBinary;
import dev.stacktape.name.Target;
import dev.stacktape.plan.DeploymentMode;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import dev.stacktape.problem.Severity;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.program.CompiledModule;
import dev.stacktape.program.Programs;
import dev.stacktape.program.ProjectFolder;
import dev.stacktape.resource.ResourceCode;
import dev.stacktape.sdk.StacktapeModule;
import dev.stacktape.stack.ReferenceableParams;
import dev.stacktape.stack.StackCode;
import dev.stacktape.stack.StackModel;
import dev.stacktape.stack.Synthesis;
import dev.stacktape.stack.Synthesizer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
      EsbuildBinary esbuild,
      Problems problems) {
    return opened(request, region, environment, esbuild).in(account, problems);
  }

  /**
   * The config before it is known in which account it stands.
   *
   * @throws StacktapeException with every problem of reading it
   */
  static OpenedConfig opened(
      StackRequest request, String region, Map<String, String> environment, EsbuildBinary esbuild) {
    return OpenedConfig.open(
        request, region, environment, programs(request, region, environment, esbuild));
  }

  /**
   * What can be told of the resources that are right belongs to the same report. That code is not
   * here yet must not look like one more mistake in the config.
   */
  static List<Problem> withWhatElseIsWrong(
      @Nullable Config config, Target target, StackRequest request, Problems problems) {
    if (config != null) {
      Problems further = new Problems();
      var unused = StackModel.of(config, target, request.modules(), further);
      further.sorted().forEach(problem -> problems.add(orWarning(problem)));
    }
    return problems.sorted();
  }

  /**
   * Which stack a request is about, whether its config is valid or not; also without a config. A
   * config that is a program must run when the request does not name the project, as it may name it
   * itself, and to guess would be to act on another stack.
   *
   * @throws StacktapeException {@code NAME_INVALID}, or why the program does not run
   */
  static Target target(
      StackRequest request,
      String region,
      String account,
      Map<String, String> environment,
      EsbuildBinary esbuild) {
    ConfigSource source = request.projectName() == null ? source(request, new Problems()) : null;
    if (source == null) {
      return target(request, null, region, account);
    }
    Problems problems = new Problems();
    ConfigDocument document =
        ConfigDocument.read(source, programs(request, region, environment, esbuild), problems);
    if (document == null && ConfigFiles.isProgram(source.file())) {
      throw new StacktapeException(problems.sorted());
    }
    return target(request, document == null ? null : document.root(), region, account);
  }

  private static ConfigPrograms programs(
      StackRequest request, String region, Map<String, String> environment, EsbuildBinary esbuild) {
    String project = request.projectName() == null ? request.fallbackName() : request.projectName();
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("projectName", project);
    parameters.put("stage", request.stage());
    parameters.put("region", region);
    parameters.put("cliArgs", request.arguments());
    parameters.put("command", request.command());
    parameters.put("awsProfile", request.profile() == null ? "" : request.profile());
    parameters.put("user", Map.of("id", "", "name", "", "email", ""));
    return new ConfigPrograms(
        new Programs(
            esbuild,
            new ProjectFolder(request.projectFolder(), request.directory()),
            request.confined() ? Confinement.withoutCredentials(environment) : environment,
            List.of(request.command()),
            StacktapeModule::modules,
            StacktapeModule::runtime),
        parameters,
        request.modules().stream().map(ConfiguredStack::compiled).toList(),
        request.confined());
  }

  private static CompiledModule compiled(JavaModule module) {
    return new CompiledModule(
        module.classesDirectory(),
        () -> module.runtimeClasspath().get().stream().map(JavaModule.Dependency::path).toList());
  }

  /** The template, checked. */
  Synthesis synthesize(Problems problems) {
    Synthesis synthesis =
        Synthesizer.synthesize(config, target, request.modules(), guardrails, problems);
    if (request.confined()) {
      Confinement.require(
          synthesis,
          stackInfoFile(),
          new ProjectFolder(request.projectFolder(), request.directory()));
    }
    return synthesis;
  }

  /** What can be referred to of its resources, by resource and parameter. */
  Map<String, Map<String, Object>> params() {
    return ReferenceableParams.of(config, target, request.modules());
  }

  /**
   * Checks everything that can be checked offline. What is valid but cannot be deployed yet becomes
   * a warning.
   *
   * @return how many CloudFormation resources the config becomes, 0 while it cannot be deployed
   */
  int check(Problems problems) {
    // Without the code all else can be checked, down to the template.
    Problems found = Problems.tolerating(Set.of(ResourceCode.CODE_NOT_HERE.name()));
    found.addAll(problems.sorted());
    try {
      return synthesize(found).template().resources().size();
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
      return DeploymentSettings.DEFAULT.in(mode());
    }
    return new DeploymentSettings(
        Boolean.TRUE.equals(wanted.terminationProtection()),
        wanted.cloudformationRoleArn(),
        wanted.triggerRollbackOnAlarms(),
        Objects.requireNonNullElse(wanted.monitoringTimeAfterDeploymentInMinutes(), 0),
        wanted.publishEventsToArn(),
        Boolean.TRUE.equals(wanted.disableAutoRollback()),
        Objects.requireNonNullElse(
            wanted.previousVersionsToKeep(), DeploymentSettings.DEFAULT.previousVersions()),
        mode());
  }

  /** A protected stage is said to be deployed when everything in it is ready. */
  private DeploymentMode mode() {
    String stage = "the stage `" + request.stage() + "` is ";
    return isProtected()
        ? DeploymentMode.standard(stage + "protected")
        : DeploymentMode.express(stage + "not protected");
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

  static @Nullable ConfigSource source(StackRequest request, Problems problems) {
    if (request.configText() != null) {
      return new ConfigSource(GIVEN, request.directory(), request.configText());
    }
    Path file =
        request.configFile() != null
            ? request.configFile()
            : ConfigFiles.find(request.directory(), problems);
    if (file != null && request.confined()) {
      Confinement.requireConfig(
          file, new ProjectFolder(request.projectFolder(), request.directory()));
    }
    return file == null ? null : ConfigFiles.open(file, request.directory(), problems);
  }

  static Target target(
      StackRequest request, Node.@Nullable Mapping root, String region, String account) {
    String project = request.projectName();
    if (project == null) {
      project = serviceName(root);
    }
    if (project == null) {
      project = request.fallbackName();
    }
    Problems problems = new Problems();
    Location place =
        request.projectName() == null && root != null && project.equals(serviceName(root))
            ? root.locate("serviceName")
            : null;
    check("project name", project, "stacktape.projectName", place, problems);
    check("stage", request.stage(), "stacktape.stage", null, problems);
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
  private static @Nullable String serviceName(Node.@Nullable Mapping root) {
    return root != null
            && root.get("serviceName") instanceof Node.Scalar name
            && name.value() instanceof String text
            && !text.startsWith("$")
        ? text
        : null;
  }

  private static void check(
      String what, String value, String property, @Nullable Location place, Problems problems) {
    if (!NAME.matcher(value).matches()) {
      problems.add(
          StackCode.NAME_INVALID
              .error(
                  "The "
                      + what
                      + " `"
                      + value
                      + "` is not made of lower-case letters, digits and dashes.")
              .at(place)
              .hint(
                  place == null
                      ? "Set -D" + property + ", for example to `" + mended(value) + "`."
                      : "Call it `" + mended(value) + "`, for example."));
    }
  }

  private static String mended(String value) {
    String mended =
        value.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    return mended.isEmpty() ? "orders" : mended;
  }
}
