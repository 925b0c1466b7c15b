package dev.stacktape;

import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.name.Target;
import dev.stacktape.problem.Problems;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.stack.StackScripts;
import dev.stacktape.stack.Synthesis;
import dev.stacktape.template.ResourceOrigin;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One operation on a stack in the cloud: what it was asked, whom it tells, and AWS as it reaches
 * it.
 *
 * @param opened the config as it was before the operation, null where it was not looked at
 * @param events is told of what stands before the cloud; {@link Cloud#events()} is told of the rest
 */
record Operation(
    Circumstances circumstances,
    StackRequest request,
    @Nullable OpenedConfig opened,
    EventListener events,
    Cloud cloud)
    implements AutoCloseable {

  /** Does work that talks to AWS; what AWS answers in exceptions comes out as problems. */
  <T> T ask(Supplier<T> work) {
    return cloud.ask(work);
  }

  /** Phases whose clock starts at nothing. */
  Phases phases() {
    return new Phases(circumstances.clock(), events);
  }

  /** Which stack this is about. Needs no valid config. */
  Target target() {
    return circumstances.target(request, cloud.settings().region(), cloud.account());
  }

  /** The same, said to the listener. */
  Target announcedTarget() {
    Target target = target();
    cloud.announce(target);
    return target;
  }

  /**
   * The stack as the config means it, its target and warnings said to the listener.
   *
   * @throws StacktapeException with every problem of the config
   */
  StackInCloud stack() {
    OpenedConfig config = opened == null ? openedNow() : opened;
    StackInCloud stack = stack(config, cloud.account(), events);
    cloud.announce(stack.synthesis().target());
    return stack;
  }

  /** The stack as the config means it by now, once more and without a word. */
  StackInCloud stackAgain(String account) {
    return stack(openedNow(), account, EventListener.none());
  }

  /** The stack as the config means it, where there is a config that can be read. */
  Optional<StackInCloud> stackIfReadable(Target target) {
    try {
      return Optional.of(stackAgain(target.account()));
    } catch (StacktapeException unreadable) {
      return Optional.empty();
    }
  }

  private OpenedConfig openedNow() {
    return circumstances.open(request, cloud.settings().region());
  }

  private StackInCloud stack(OpenedConfig config, String account, EventListener listener) {
    Problems problems = new Problems();
    ConfiguredStack stack = config.in(account, problems);
    Synthesis synthesis = stack.synthesize(problems);
    warn(problems, listener);
    // What is rehearsed on this machine endangers nobody.
    boolean isProtected = request.embedded() == null && stack.isProtected();
    return new StackInCloud(
        synthesis,
        stack.deploymentSettings(),
        isProtected,
        stack.stackInfoFile(),
        circumstances.onBuildServer());
  }

  /** The template of a config that may be unreadable. */
  Optional<Synthesis> synthesisIfReadable(Target target) {
    return circumstances.synthesisIfReadable(request, target);
  }

  /** Names of the config for what is deployed; none where the config cannot be read. */
  Map<String, ResourceOrigin> origins(Target target) {
    return synthesisIfReadable(target).map(Synthesis::origins).orElse(Map.of());
  }

  /** What can be referred to of the config's resources; nothing where it cannot be read. */
  Map<String, Map<String, Object>> params(Target target) {
    try {
      return circumstances
          .read(request, target.region(), target.account(), new Problems())
          .params();
    } catch (StacktapeException unreadable) {
      return Map.of();
    }
  }

  /** Builds the code of a stack, as one of the phases. */
  Packages build(Synthesis synthesis, Phases phases) {
    return new Packing(
            request, phases, events, circumstances.esbuild(), circumstances.environment())
        .build(synthesis, cloud);
  }

  HookRun hooks(PlannedDeployment planned) {
    return hooks(planned.synthesis().scripts(), planned.plan().target());
  }

  HookRun hooks(StackScripts scripts, Target target) {
    return new HookRun(
        scripts,
        () -> cloud.scripts(scripts, target, circumstances.processes()),
        circumstances.onBuildServer(),
        cloud.events());
  }

  /** Carries plans out. */
  Execution execution(Phases phases) {
    return new Execution(cloud, phases, request.directory());
  }

  static void warn(Problems problems, EventListener events) {
    problems.sorted().stream()
        .filter(problem -> !problem.isError())
        .forEach(problem -> events.on(new Event.Warned(problem)));
  }

  @Override
  public void close() {
    cloud.close();
  }
}
