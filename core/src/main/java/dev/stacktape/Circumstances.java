package dev.stacktape;

import dev.stacktape.aws.AwsSettings;
import dev.stacktape.aws.KnownIdentities;
import dev.stacktape.aws.SdkClasses;
import dev.stacktape.aws.Sleeper;
import dev.stacktape.config.ConfigFiles;
import dev.stacktape.esbuild.EsbuildBinary;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.EventListener;
import dev.stacktape.name.Target;
import dev.stacktape.operate.script.Processes;
import dev.stacktape.operate.script.ScriptEnvironment;
import dev.stacktape.problem.Problems;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.stack.StackScripts;
import dev.stacktape.stack.Synthesis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What an engine works with, and how configs are read there.
 *
 * @param environment the environment variables of whoever asks
 * @param esbuild finds the bundler when a config or a function is in TypeScript or JavaScript
 * @param processes runs the scripts of configs
 * @param identities whose account it is, for one operation after the other
 */
record Circumstances(
    Clock clock,
    Sleeper sleeper,
    Map<String, String> environment,
    EsbuildBinary esbuild,
    Processes processes,
    KnownIdentities identities) {
  /** Where nothing is asked of AWS, and no region is set, things are named for this one. */
  private static final String FALLBACK_REGION = "us-east-1";

  Circumstances {
    environment = Map.copyOf(environment);
  }

  /** Whether nobody sits at this machine. */
  boolean onBuildServer() {
    return ScriptEnvironment.isBuildServer(environment);
  }

  static boolean hasConfig(Path directory) {
    return ConfigFiles.find(directory, new Problems()) != null;
  }

  static boolean hasConfig(StackRequest request) {
    Path file = request.configFile();
    return file == null ? hasConfig(request.directory()) : Files.exists(file);
  }

  // ---- without AWS ----

  /**
   * The config with names for an account that may not be known.
   *
   * @throws StacktapeException with every problem of the config
   */
  ConfiguredStack readOffline(StackRequest request, Problems problems) {
    return read(request, offlineRegion(request), offlineAccount(request), problems);
  }

  private static String offlineAccount(StackRequest request) {
    return request.account() == null ? Target.UNKNOWN_ACCOUNT : request.account();
  }

  /** The scripts of a config that must be readable. */
  StackScripts scripts(StackRequest request) {
    return readOffline(request, new Problems()).synthesize(new Problems()).scripts();
  }

  // ---- for a region and an account ----

  /**
   * The config with the names that it has in an account.
   *
   * @throws StacktapeException with every problem of the config
   */
  ConfiguredStack read(StackRequest request, String region, String account, Problems problems) {
    return ConfiguredStack.read(request, region, account, environment, esbuild, problems);
  }

  /** The config before it is known in which account it stands. */
  OpenedConfig open(StackRequest request, String region) {
    return ConfiguredStack.opened(request, region, environment, esbuild);
  }

  /** Which stack a request is about, also where the config cannot be read. */
  Target target(StackRequest request, String region, String account) {
    return ConfiguredStack.target(request, region, account, environment, esbuild);
  }

  /** What is deployed can be shown and deleted without its config, by its logical ids. */
  Optional<Synthesis> synthesisIfReadable(StackRequest request, Target target) {
    try {
      return Optional.of(
          read(request, target.region(), target.account(), new Problems())
              .synthesize(new Problems()));
    } catch (StacktapeException unreadable) {
      return Optional.empty();
    }
  }

  // ---- with AWS ----

  /** An operation on a stack; close it when it is done. */
  Operation operation(StackRequest request, EventListener events, CancellationToken cancellation) {
    return new Operation(this, request, null, events, cloud(request, events, cancellation));
  }

  /**
   * The same for a config that is right as far as that shows offline: a broken one is said before
   * anything is asked of AWS, credentials included.
   *
   * @throws StacktapeException with every problem of the config
   */
  Operation checkedOperation(
      StackRequest request, EventListener events, CancellationToken cancellation) {
    SdkClasses.begin(request.embedded() == null);
    OpenedConfig opened = open(request, offlineRegion(request));
    var unused = opened.in(offlineAccount(request), new Problems()).synthesize(new Problems());
    return new Operation(this, request, opened, events, cloud(request, events, cancellation));
  }

  private Cloud cloud(StackRequest request, EventListener events, CancellationToken cancellation) {
    return new Cloud(
        settings(request), events, cancellation, clock, sleeper, environment, identities);
  }

  private AwsSettings settings(StackRequest request) {
    return request.embedded() != null
        ? AwsSettings.embedded(request.embedded(), offlineRegion(request))
        : AwsSettings.resolve(options(request), environment);
  }

  private String offlineRegion(StackRequest request) {
    return AwsSettings.region(options(request), environment).orElse(FALLBACK_REGION);
  }

  private static AwsSettings.Options options(StackRequest request) {
    return new AwsSettings.Options(request.region(), request.profile(), null);
  }
}
