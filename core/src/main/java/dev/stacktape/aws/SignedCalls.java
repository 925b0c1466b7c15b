package dev.stacktape.aws;

import dev.stacktape.event.EventListener;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * Calls of a service of which little is asked, made with the SDK's own signer, retries and HTTP
 * client: the SDK's client for it would weigh more than what it is needed for.
 */
final class SignedCalls {
  private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

  private final AwsSettings settings;
  private final AwsCredentialsProvider credentials;
  private final SdkHttpClient http;
  private final EventListener events;
  private final String service;

  /**
   * @param service the name by which requests are signed, which is that in its address too
   */
  SignedCalls(
      AwsSettings settings,
      AwsCredentialsProvider credentials,
      SdkHttpClient http,
      EventListener events,
      String service) {
    this.settings = settings;
    this.credentials = credentials;
    this.http = http;
    this.events = events;
    this.service = service;
  }

  /** An answer. */
  record Answer(int status, byte[] body) {
    boolean isGood() {
      return status / 100 == 2;
    }
  }

  /** Makes a call as often as the SDK would. */
  <T> T withRetries(Supplier<T> call) {
    RetryReport retries = new RetryReport(events);
    RetryToken token =
        retries.acquireInitialToken(AcquireInitialTokenRequest.create(service)).token();
    while (true) {
      try {
        return call.get();
      } catch (SdkException failure) {
        token = refreshed(retries, token, failure);
      }
    }
  }

  /** The token for one more attempt, after the pause before it. */
  private static RetryToken refreshed(RetryReport retries, RetryToken token, SdkException failure) {
    try {
      RefreshRetryTokenResponse again =
          retries.refreshRetryToken(
              RefreshRetryTokenRequest.builder().token(token).failure(failure).build());
      Sleeper.system().sleep(again.delay());
      return again.token();
    } catch (TokenAcquisitionFailedException noMore) {
      throw failure;
    }
  }

  /** Signs and sends a request, once. */
  Answer send(SdkHttpRequest request, byte @Nullable [] body) {
    ContentStreamProvider content = body == null ? null : () -> new ByteArrayInputStream(body);
    SignedRequest signed =
        SIGNER.sign(
            sign ->
                sign.identity(credentials.resolveCredentials())
                    .request(request)
                    .payload(content)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, settings.region()));
    try {
      HttpExecuteResponse response =
          http.prepareRequest(
                  HttpExecuteRequest.builder()
                      .request(signed.request())
                      .contentStreamProvider(
                          signed.payload().map(ContentStreamProvider.class::cast).orElse(null))
                      .build())
              .call();
      return new Answer(response.httpResponse().statusCode(), bytes(response));
    } catch (IOException broken) {
      throw SdkClientException.create("A call of " + service + " broke", broken);
    }
  }

  private static byte[] bytes(HttpExecuteResponse response) throws IOException {
    AbortableInputStream body = response.responseBody().orElse(null);
    if (body == null) {
      return new byte[0];
    }
    try (InputStream in = body) {
      return in.readAllBytes();
    }
  }

  /** What the SDK would throw for an answer that is none. */
  AwsServiceException refused(int status, String code, String message) {
    String text = message.isEmpty() ? "HTTP status " + status : message;
    return AwsServiceException.builder()
        .statusCode(status)
        .message(text)
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .serviceName(service)
                .errorCode(code)
                .errorMessage(text)
                .build())
        .build();
  }

  /** Where the service listens. */
  URI address() {
    if (settings.endpoint() != null) {
      return settings.endpoint();
    }
    String suffix = PartitionMetadata.of(Region.of(settings.region())).dnsSuffix();
    return URI.create("https://" + service + "." + settings.region() + "." + suffix);
  }
}
