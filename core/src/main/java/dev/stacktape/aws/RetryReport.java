package dev.stacktape.aws;

import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * The SDK's standard retries, told as events. As an interceptor it learns which operation the
 * calling thread is in; as a strategy it learns how long the pause is going to be. Synchronous
 * clients do both on the thread of the caller.
 */
final class RetryReport implements ExecutionInterceptor, RetryStrategy {
  /** With full jitter a connection that is refused is given up after about a second. */
  private static final int ATTEMPTS = 5;

  private record Call(String operation, int attempt) {}

  private final Map<Thread, Call> calls = new ConcurrentHashMap<>();
  private final RetryStrategy standard;
  private final EventListener events;
  private final Sleeper sleeper;

  RetryReport(EventListener events) {
    this(events, Sleeper.system());
  }

  RetryReport(EventListener events, Sleeper sleeper) {
    this.standard =
        AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(ATTEMPTS).build();
    this.events = events.oneAtATime();
    this.sleeper = sleeper;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
    String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    calls.put(Thread.currentThread(), new Call(service + " " + operation, 1));
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    calls.remove(Thread.currentThread());
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    calls.remove(Thread.currentThread());
  }

  @Override
  public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
    RefreshRetryTokenResponse response = standard.refreshRetryToken(request);
    Call again =
        calls.computeIfPresent(
            Thread.currentThread(),
            (thread, call) -> new Call(call.operation(), call.attempt() + 1));
    if (again != null) {
      events.on(new Event.Retrying(again.operation(), again.attempt(), response.delay()));
    }
    // The SDK itself would pause by the system's clock.
    sleeper.sleep(response.delay());
    return RefreshRetryTokenResponse.create(response.token(), Duration.ZERO);
  }

  @Override
  public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
    return standard.acquireInitialToken(request);
  }

  @Override
  public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
    return standard.recordSuccess(request);
  }

  @Override
  public int maxAttempts() {
    return standard.maxAttempts();
  }

  /** False, because the SDK would otherwise rebuild the strategy and lose the report. */
  @Override
  public boolean useClientDefaults() {
    return false;
  }

  @Override
  public Builder<?, ?> toBuilder() {
    return standard.toBuilder();
  }
}
