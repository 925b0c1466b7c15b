package dev.stacktape.deploy;

import dev.stacktape.aws.AwsErrors;
import dev.stacktape.aws.Polling;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.plan.StoredCode;
import dev.stacktape.plan.SwapOperation;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;

/**
 * Replaces the code of functions where they run, without CloudFormation. Also puts back what an
 * earlier hot-swap left different from the template. The artifacts are in the deployment bucket
 * already.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html">UpdateFunctionCode</a>
 */
public final class HotSwap {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int AT_ONCE = 8;
  private static final int TRIES = 3;

  private final LambdaClient lambda;
  private final AwsErrors errors;
  private final EventListener events;
  private final Polling polling;

  /** Swaps through this client; events come from several threads, one at a time. */
  public HotSwap(LambdaClient lambda, AwsErrors errors, EventListener events, Polling polling) {
    this.lambda = lambda;
    this.errors = errors;
    this.events = events.oneAtATime();
    this.polling = polling;
  }

  /**
   * What came of one operation.
   *
   * @param changed false when the function had this code already
   */
  public record Swapped(SwapOperation operation, boolean changed, Duration took) {}

  private record Result(Optional<Swapped> swapped, Optional<Problem> problem) {}

  /**
   * Carries out every operation, several at the same time. One that fails stops no other.
   *
   * @param bucket the deployment bucket
   * @throws StacktapeException with {@code SWAP_FAILED} for each that failed, after all have ended
   */
  public List<Swapped> apply(
      String bucket, List<SwapOperation> operations, Collection<StoredCode> code) {
    Map<String, StoredCode> byName =
        code.stream()
            .collect(Collectors.toMap(StoredCode::name, Function.identity(), (one, same) -> one));
    List<Result> results =
        Parallel.map(AT_ONCE, operations, operation -> attempt(bucket, operation, byName));
    List<Problem> problems = results.stream().flatMap(one -> one.problem().stream()).toList();
    if (!problems.isEmpty()) {
      throw StacktapeException.cloud(problems, null);
    }
    return results.stream().flatMap(one -> one.swapped().stream()).toList();
  }

  private Result attempt(String bucket, SwapOperation operation, Map<String, StoredCode> stored) {
    StoredCode code = stored.get(operation.artifactName());
    if (code == null) {
      throw new IllegalArgumentException("No artifact " + operation.artifactName() + " was given");
    }
    Instant begun = polling.now();
    try {
      boolean changed = swap(bucket, operation, code);
      Duration took = Duration.between(begun, polling.now());
      events.on(
          new Event.SwapApplied(
              operation.resourceName(), changed ? "code" : "code, which it had already", took));
      return new Result(Optional.of(new Swapped(operation, changed, took)), Optional.empty());
    } catch (SdkException failure) {
      Problem why = errors.problem(failure);
      return new Result(
          Optional.empty(), Optional.of(failed(operation, why.message(), why.hint())));
    } catch (SwapException failure) {
      return new Result(Optional.empty(), Optional.of(failed(operation, failure.why, null)));
    }
  }

  private boolean swap(String bucket, SwapOperation operation, StoredCode code) {
    String function = operation.functionName();
    for (int attempt = 0; attempt < TRIES; attempt++) {
      FunctionConfiguration now = idle(function);
      if (code.codeSha256().equals(now.codeSha256())) {
        return attempt > 0;
      }
      try {
        lambda.updateFunctionCode(
            update ->
                update
                    .functionName(function)
                    .s3Bucket(bucket)
                    .s3Key(code.key())
                    .revisionId(now.revisionId()));
      } catch (PreconditionFailedException | ResourceConflictException changedMeanwhile) {
        // Either somebody else is at it, or the first call went through and only its answer was
        // lost: looking again tells.
        continue;
      }
      verify(code, idle(function));
      return true;
    }
    throw new SwapException("Somebody else keeps changing the function at the same time");
  }

  private static void verify(StoredCode code, FunctionConfiguration now) {
    if ("Failed".equals(now.lastUpdateStatusAsString())) {
      throw new SwapException("Lambda could not take the code: " + now.lastUpdateStatusReason());
    }
    if (!code.codeSha256().equals(now.codeSha256())) {
      throw new SwapException(
          "Lambda runs other code than was sent ("
              + now.codeSha256()
              + " rather than "
              + code.codeSha256()
              + ")");
    }
  }

  private FunctionConfiguration idle(String function) {
    return polling
        .until(LONGEST, Polling.Pauses.QUICK, () -> unlessBusy(function))
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
    boolean busy =
        "InProgress".equals(now.lastUpdateStatusAsString())
            || "Pending".equals(now.stateAsString());
    return busy ? Optional.empty() : Optional.of(now);
  }

  private static Problem failed(SwapOperation operation, String why, @Nullable String hint) {
    return DeployCode.SWAP_FAILED
        .error("`" + operation.resourceName() + "` was not hot-swapped: " + why)
        .hint(hint == null ? "Run `deploy` to bring it in by CloudFormation." : hint);
  }

  /** Why one operation failed; never leaves this class. */
  private static final class SwapException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String why;

    SwapException(String why) {
      super(why);
      this.why = why;
    }
  }
}
