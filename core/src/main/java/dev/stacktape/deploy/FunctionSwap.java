package dev.stacktape.deploy;

import dev.stacktape.aws.Polling;
import dev.stacktape.plan.StoredCode;
import dev.stacktape.plan.SwapOperation;
import dev.stacktape.plan.SwapOperation.AliasMove;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.Layer;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/**
 * Gives a function other code and another configuration, and lets its alias stand for the result.
 * Every call names the revision that it is meant for, and is looked at again when it was not.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html">UpdateFunctionCode</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html">PublishVersion</a>
 */
final class FunctionSwap {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** Preparing a version for SnapStart takes minutes. */
  private static final Duration LONGEST_PUBLISHING = Duration.ofMinutes(15);

  private static final int TRIES = 3;

  private final LambdaClient lambda;
  private final Polling polling;
  private final Runnable beforeChange;

  /**
   * Swaps through this client.
   *
   * @param beforeChange is waited for before anything is changed, each time
   */
  FunctionSwap(LambdaClient lambda, Polling polling, Runnable beforeChange) {
    this.lambda = lambda;
    this.polling = polling;
    this.beforeChange = beforeChange;
  }

  /**
   * What came of it.
   *
   * @param version that was published, null where none was
   */
  record Outcome(boolean changed, @Nullable String version) {}

  Outcome apply(SwapOperation.Function swap, @Nullable StoredCode code, String bucket) {
    String function = swap.subject().physicalId();
    String image = swap.image();
    boolean changed = false;
    FunctionConfiguration settled = null;
    if (code != null) {
      changed =
          update(
              function,
              now -> code.codeSha256().equals(now.codeSha256()),
              now ->
                  lambda.updateFunctionCode(
                      update(function, now).s3Bucket(bucket).s3Key(code.key()).build()));
      settled = idle(function);
      verify(code, settled);
    } else if (image != null) {
      changed =
          update(
              function,
              now -> image.equals(image(function)),
              now -> lambda.updateFunctionCode(update(function, now).imageUri(image).build()));
    }
    if (!swap.configuration().isEmpty() || !swap.variables().isEmpty()) {
      changed |=
          update(
              function,
              now -> isConfigured(swap, now),
              now -> lambda.updateFunctionConfiguration(configuration(swap, now)));
      settled = null;
    }
    requireUpdated(settled == null ? idle(function) : settled);
    AliasMove alias = swap.alias();
    return alias == null ? new Outcome(changed, null) : move(function, alias, changed);
  }

  private static UpdateFunctionCodeRequest.Builder update(
      String function, FunctionConfiguration now) {
    return UpdateFunctionCodeRequest.builder().functionName(function).revisionId(now.revisionId());
  }

  /** Whether something had to be done. */
  private boolean update(String function, Predicate<FunctionConfiguration> isDone, Update update) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      FunctionConfiguration now = idle(function);
      if (isDone.test(now)) {
        return attempt > 0;
      }
      beforeChange.run();
      try {
        update.make(now);
        return true;
      } catch (PreconditionFailedException | ResourceConflictException changedMeanwhile) {
        // Either somebody else is at it, or the first call went through and only its answer was
        // lost: looking again tells.
      }
    }
    throw new SwapException("Somebody else keeps changing the function at the same time");
  }

  @FunctionalInterface
  private interface Update {
    void make(FunctionConfiguration now);
  }

  private @Nullable String image(String function) {
    return lambda.getFunction(get -> get.functionName(function)).code().imageUri();
  }

  private static boolean isConfigured(SwapOperation.Function swap, FunctionConfiguration now) {
    return swap.variables().appliedTo(variables(now)).equals(variables(now))
        && swap.configuration().entrySet().stream()
            .allMatch(one -> text(one.getValue()).equals(text(property(one.getKey(), now))));
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : String.valueOf(value);
  }

  private static @Nullable Object property(String name, FunctionConfiguration now) {
    return switch (name) {
      case "MemorySize" -> now.memorySize();
      case "Timeout" -> now.timeout();
      case "Handler" -> now.handler();
      case "Description" -> now.description();
      case "Layers" -> now.layers().stream().map(Layer::arn).toList();
      default -> throw new IllegalArgumentException("Not swapped: " + name);
    };
  }

  private static Map<String, String> variables(FunctionConfiguration now) {
    return now.environment() == null ? Map.of() : now.environment().variables();
  }

  private static UpdateFunctionConfigurationRequest configuration(
      SwapOperation.Function swap, FunctionConfiguration now) {
    UpdateFunctionConfigurationRequest.Builder update =
        UpdateFunctionConfigurationRequest.builder()
            .functionName(swap.subject().physicalId())
            .revisionId(now.revisionId());
    if (!swap.variables().isEmpty()) {
      Map<String, String> variables = swap.variables().appliedTo(variables(now));
      update.environment(environment -> environment.variables(variables));
    }
    swap.configuration().forEach((name, value) -> set(update, name, value));
    return update.build();
  }

  private static void set(
      UpdateFunctionConfigurationRequest.Builder update, String name, Object value) {
    switch (name) {
      case "MemorySize" -> update.memorySize(Integer.valueOf(text(value)));
      case "Timeout" -> update.timeout(Integer.valueOf(text(value)));
      case "Handler" -> update.handler(text(value));
      case "Description" -> update.description(text(value));
      case "Layers" -> update.layers(texts(value));
      default -> throw new IllegalArgumentException("Not swapped: " + name);
    }
  }

  private static List<String> texts(Object value) {
    List<String> texts = new ArrayList<>();
    ((List<?>) value).forEach(item -> texts.add(text(item)));
    return texts;
  }

  private static void requireUpdated(FunctionConfiguration now) {
    if ("Failed".equals(now.lastUpdateStatusAsString())) {
      throw new SwapException("Lambda could not take the code: " + now.lastUpdateStatusReason());
    }
  }

  private static void verify(StoredCode code, FunctionConfiguration now) {
    requireUpdated(now);
    if (!code.codeSha256().equals(now.codeSha256())) {
      throw new SwapException(
          "Lambda runs other code than was sent ("
              + now.codeSha256()
              + " rather than "
              + code.codeSha256()
              + ")");
    }
  }

  /** Lambda lets an account ask for functions a hundred times in a second. */
  private FunctionConfiguration idle(String function) {
    return polling
        .until(LONGEST, Polling.Pauses.CLOSE, () -> unlessBusy(function))
        .orElseThrow(
            () ->
                new SwapException(
                    "Lambda was still busy with the function after "
                        + LONGEST.toMinutes()
                        + " minutes"));
  }

  private Optional<FunctionConfiguration> unlessBusy(String function) {
    FunctionConfiguration now =
        lambda.getFunction(get -> get.functionName(function)).configuration();
    return FunctionState.isBusy(now) ? Optional.empty() : Optional.of(now);
  }

  // ---- aliases ----

  private Outcome move(String function, AliasMove alias, boolean changed) {
    beforeChange.run();
    String version = alias.version();
    if (version == null) {
      version = lambda.publishVersion(publish -> publish.functionName(function)).version();
      awaitActive(function, version);
    }
    String target = version;
    boolean moved =
        !target.equals(
            lambda
                .getAlias(get -> get.functionName(function).name(alias.name()))
                .functionVersion());
    if (moved) {
      lambda.updateAlias(
          update -> update.functionName(function).name(alias.name()).functionVersion(target));
    }
    drop(function, alias.obsolete(), target);
    return new Outcome(changed || moved, alias.version() == null ? target : null);
  }

  private void awaitActive(String function, String version) {
    var unused =
        polling
            .until(
                LONGEST_PUBLISHING,
                Polling.Pauses.LIVE,
                () -> {
                  GetFunctionConfigurationResponse now =
                      lambda.getFunctionConfiguration(
                          get -> get.functionName(function).qualifier(version));
                  if ("Failed".equals(now.stateAsString())) {
                    throw new SwapException(
                        "Version " + version + " could not be made: " + now.stateReason());
                  }
                  return "Pending".equals(now.stateAsString())
                      ? Optional.empty()
                      : Optional.of(version);
                })
            .orElseThrow(
                () ->
                    new SwapException("Lambda did not get version " + version + " ready in time"));
  }

  private void drop(String function, @Nullable String obsolete, String kept) {
    if (obsolete == null || Objects.equals(obsolete, kept)) {
      return;
    }
    try {
      lambda.deleteFunction(delete -> delete.functionName(function).qualifier(obsolete));
    } catch (ResourceNotFoundException gone) {
      // What is wanted is so already.
    }
  }
}
