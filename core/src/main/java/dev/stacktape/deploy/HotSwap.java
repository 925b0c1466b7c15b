package dev.stacktape.deploy;

import dev.stacktape.aws.AwsErrors;
import dev.stacktape.aws.JsonApi;
import dev.stacktape.aws.Polling;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.plan.StoredCode;
import dev.stacktape.plan.SwapOperation;
import dev.stacktape.plan.SwapRecord;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * Makes resources what the template says by calls of their own services, without CloudFormation.
 * Also puts back what an earlier hot-swap left different. The artifacts are in the deployment
 * bucket and the images in the registry already. Only for the holder of the lock.
 */
public final class HotSwap {
  private static final int AT_ONCE = 8;

  private final LambdaClient lambda;
  private final Supplier<ServiceSwap> services;
  private final Supplier<StateMachineSwap> stateMachines;
  private final SwapRecords records;
  private final AwsErrors errors;
  private final EventListener events;
  private final Polling polling;

  /**
   * Swaps through these clients; events come from several threads, one at a time.
   *
   * @param ecs asked for when a service is swapped
   * @param stepFunctions asked for when a state machine is swapped
   */
  public HotSwap(
      LambdaClient lambda,
      Supplier<JsonApi> ecs,
      Supplier<JsonApi> stepFunctions,
      SwapRecords records,
      AwsErrors errors,
      EventListener events,
      Polling polling) {
    this.lambda = lambda;
    this.services = () -> new ServiceSwap(ecs.get(), polling);
    this.stateMachines = () -> new StateMachineSwap(stepFunctions.get());
    this.records = records;
    this.errors = errors;
    this.events = events.oneAtATime();
    this.polling = polling;
  }

  /**
   * What came of one operation.
   *
   * @param changed false when everything was so already
   * @param liveId what was made for it, null where nothing was
   */
  public record Swapped(
      SwapOperation operation, boolean changed, @Nullable String liveId, Duration took) {}

  private record Result(Optional<Swapped> swapped, Optional<Problem> problem) {}

  private record Applied(boolean changed, @Nullable String liveId) {}

  /**
   * Carries out every operation, several at the same time. One that fails stops no other. What
   * differs from the template by it is written down.
   *
   * @param bucket the deployment bucket
   * @param known what is on record as different, read since the lock is held
   * @param by ARN of the identity that swaps
   * @throws StacktapeException with {@code SWAP_FAILED} for each that failed, after all have ended
   */
  public List<Swapped> apply(
      String bucket,
      Map<String, SwapRecord> known,
      List<SwapOperation> operations,
      Collection<StoredCode> code,
      String by) {
    if (operations.isEmpty()) {
      return List.of();
    }
    Map<String, StoredCode> byName =
        code.stream()
            .collect(Collectors.toMap(StoredCode::name, Function.identity(), (one, same) -> one));
    String time = polling.now().toString();
    Supplier<Map<String, SwapRecord>> begun =
        Parallel.beside(() -> records.begin(bucket, known, operations, time, by));
    Runnable noted =
        () -> {
          var unused = begun.get();
        };
    List<Result> results =
        Parallel.map(AT_ONCE, operations, operation -> attempt(bucket, operation, byName, noted));
    List<Swapped> swapped = results.stream().flatMap(one -> one.swapped().stream()).toList();
    records.finish(bucket, begun.get(), swapped, time, by);
    List<Problem> problems = results.stream().flatMap(one -> one.problem().stream()).toList();
    if (!problems.isEmpty()) {
      throw StacktapeException.cloud(problems, null);
    }
    return swapped;
  }

  /**
   * Carries one operation out.
   *
   * @param noted waits until what may differ is written down; before that nothing is changed
   */
  private Result attempt(
      String bucket, SwapOperation operation, Map<String, StoredCode> stored, Runnable noted) {
    Instant begun = polling.now();
    try {
      Applied applied = apply(bucket, operation, stored, noted);
      Duration took = Duration.between(begun, polling.now());
      events.on(
          new Event.SwapApplied(
              operation.subject().resourceName(),
              applied.changed() ? operation.what() : operation.what() + ", which it had already",
              took));
      return new Result(
          Optional.of(new Swapped(operation, applied.changed(), applied.liveId(), took)),
          Optional.empty());
    } catch (SdkException failure) {
      Problem why = errors.problem(failure);
      return new Result(
          Optional.empty(), Optional.of(failed(operation, why.message(), why.hint())));
    } catch (SwapException failure) {
      return new Result(Optional.empty(), Optional.of(failed(operation, failure.why(), null)));
    }
  }

  private Applied apply(
      String bucket, SwapOperation operation, Map<String, StoredCode> stored, Runnable noted) {
    if (operation instanceof SwapOperation.Function function) {
      FunctionSwap.Outcome outcome =
          new FunctionSwap(lambda, polling, noted).apply(function, code(function, stored), bucket);
      return new Applied(outcome.changed(), outcome.version());
    }
    noted.run();
    if (operation instanceof SwapOperation.Containers service) {
      ServiceSwap.Outcome outcome = services.get().apply(service);
      return new Applied(outcome.changed(), outcome.taskDefinition());
    }
    return new Applied(stateMachines.get().apply((SwapOperation.StateMachine) operation), null);
  }

  private static @Nullable StoredCode code(
      SwapOperation.Function function, Map<String, StoredCode> stored) {
    if (function.artifact() == null) {
      return null;
    }
    StoredCode code = stored.get(function.artifact());
    if (code == null) {
      throw new IllegalArgumentException("No artifact " + function.artifact() + " was given");
    }
    return code;
  }

  private static Problem failed(SwapOperation operation, String why, @Nullable String hint) {
    return DeployCode.SWAP_FAILED
        .error("`" + operation.subject().resourceName() + "` was not hot-swapped: " + why)
        .hint(hint == null ? "Run `deploy` to bring it in by CloudFormation." : hint);
  }
}
