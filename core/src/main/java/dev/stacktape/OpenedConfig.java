package dev.stacktape;

import dev.stacktape.config.Config;
import dev.stacktape.config.ConfigDocument;
import dev.stacktape.config.ConfigLoader;
import dev.stacktape.config.ConfigPrograms;
import dev.stacktape.config.ConfigSource;
import dev.stacktape.config.LoadContext;
import dev.stacktape.config.LocalGit;
import dev.stacktape.name.Target;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.resource.catalog.ResourceCatalog;
import java.util.List;
import java.util.Map;

/**
 * A config as its file or program gives it, before it is known in which account it stands. What it
 * means can be worked out for an account that is not known yet, and again for the one that it turns
 * out to be.
 *
 * @param remarks of reading it
 */
record OpenedConfig(
    StackRequest request,
    String region,
    Map<String, String> environment,
    ConfigPrograms programs,
    ConfigDocument document,
    List<Problem> remarks) {

  /**
   * Opens the config of a request, and runs it where it is a program.
   *
   * @throws StacktapeException with every problem of reading it
   */
  static OpenedConfig open(
      StackRequest request,
      String region,
      Map<String, String> environment,
      ConfigPrograms programs) {
    Problems problems = new Problems();
    ConfigSource source = ConfiguredStack.source(request, problems);
    ConfigDocument document =
        source == null ? null : ConfigDocument.read(source, programs, problems);
    if (document == null) {
      throw new StacktapeException(problems.sorted());
    }
    return new OpenedConfig(request, region, environment, programs, document, problems.sorted());
  }

  /**
   * What it means in an account.
   *
   * @param account 12 digits, or {@link Target#UNKNOWN_ACCOUNT}
   * @throws StacktapeException with every problem of the config
   */
  ConfiguredStack in(String account, Problems problems) {
    problems.addAll(remarks);
    Target target = ConfiguredStack.target(request, document.root(), region, account);
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
            environment,
            programs);
    Config config =
        ConfigLoader.loadWhatIsThere(document, context, ResourceCatalog.records(), problems);
    if (config == null || problems.hasErrors()) {
      throw new StacktapeException(
          ConfiguredStack.withWhatElseIsWrong(config, target, request, problems));
    }
    problems.addAll(WithoutEffect.in(config));
    return new ConfiguredStack(request, config, target, OwnGuardrails.read(environment));
  }
}
