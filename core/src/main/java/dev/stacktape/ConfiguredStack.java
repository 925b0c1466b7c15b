package dev.stacktape;

import dev.stacktape.config.Config;
import dev.stacktape.config.ConfigFiles;
import dev.stacktape.config.ConfigLoader;
import dev.stacktape.config.ConfigReader;
import dev.stacktape.config.ConfigSource;
import dev.stacktape.config.LoadContext;
import dev.stacktape.config.LocalGit;
import dev.stacktape.config.Node;
import dev.stacktape.name.Target;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.resource.catalog.ResourceTypes;
import dev.stacktape.stack.Synthesis;
import dev.stacktape.stack.Synthesizer;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The offline half of every operation: from a request to the config, and from that to the template.
 *
 * @param target where the stack lives; its account may be unknown
 */
record ConfiguredStack(StackRequest request, Config config, Target target) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

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
    ConfigSource source = source(request, problems);
    Target target = target(request, source, region, account);
    LoadContext context =
        new LoadContext(
            request.stage(),
            region,
            target.project(),
            account.equals(Target.UNKNOWN_ACCOUNT) ? null : account,
            request.profile(),
            Map.copyOf(request.arguments()),
            new LocalGit(),
            null,
            environment);
    Config config = ConfigLoader.load(source, context, ResourceTypes.builtIn(), problems);
    if (config == null) {
      throw new StacktapeException(problems.sorted());
    }
    return new ConfiguredStack(request, config, target);
  }

  /**
   * Which stack a request is about, whether its config is valid or not; also without a config.
   *
   * @throws StacktapeException {@code NAME_INVALID}
   */
  static Target target(StackRequest request, String region, String account) {
    Problems ignored = new Problems();
    Path file =
        request.configFile() != null
            ? request.configFile()
            : ConfigFiles.find(request.directory(), ignored);
    ConfigSource source =
        file == null ? null : ConfigFiles.open(file, request.directory(), ignored);
    return target(request, source, region, account);
  }

  /** The template, checked. */
  Synthesis synthesize(Problems problems) {
    Synthesis synthesis =
        Synthesizer.synthesize(config, target, request.modules(), problems);
    problems.throwIfErrors();
    return synthesis;
  }

  private static ConfigSource source(StackRequest request, Problems problems) {
    Path file =
        request.configFile() != null
            ? request.configFile()
            : ConfigFiles.find(request.directory(), problems);
    ConfigSource source =
        file == null ? null : ConfigFiles.open(file, request.directory(), problems);
    if (source == null) {
      throw new StacktapeException(problems.sorted());
    }
    return source;
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
          Problem.error(
                  "NAME_INVALID",
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
          Problem.error(
                  "NAME_INVALID",
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
        value
            .toLowerCase(java.util.Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    return mended.isEmpty() ? "orders" : mended;
  }
}
