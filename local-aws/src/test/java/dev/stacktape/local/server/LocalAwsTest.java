package dev.stacktape.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.local.Faults;
import dev.stacktape.local.TestClients;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

class LocalAwsTest {
  @TempDir Path state;
  private LocalAws aws;

  @BeforeEach
  void start() {
    aws = LocalAws.start(LocalAwsOptions.in(state));
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void callerIdentityNamesTheAccount() {
    try (StsClient sts = TestClients.sts(aws)) {
      assertThat(sts.getCallerIdentity().account()).isEqualTo("123456789012");
      assertThat(
              sts.assumeRole(
                      r ->
                          r.roleArn("arn:aws:iam::123456789012:role/path/deployer")
                              .roleSessionName("me"))
                  .assumedRoleUser()
                  .arn())
          .isEqualTo("arn:aws:sts::123456789012:assumed-role/deployer/me");
    }
  }

  @Test
  void errorsCarryCodeMessageAndRequestId() {
    try (StsClient sts = TestClients.sts(aws)) {
      assertThatThrownBy(() -> sts.assumeRole(r -> r.roleArn("nonsense").roleSessionName("me")))
          .isInstanceOfSatisfying(
              StsException.class,
              e -> {
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError");
                assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("nonsense is invalid");
                assertThat(e.requestId()).hasSize(36);
              });
    }
  }

  @Test
  void aFolderIsServedOnceAndSaysByWhom() {
    assertThat(LocalAws.running(state).orElseThrow().endpoint()).isEqualTo(aws.endpoint());
    assertThatThrownBy(() -> LocalAws.start(LocalAwsOptions.in(state)))
        .isInstanceOfSatisfying(
            StacktapeException.class,
            e -> assertThat(e.problems().get(0).code()).isEqualTo("LOCAL_AWS_RUNNING"));
  }

  @Test
  void theNextProcessTakesTheSamePort() {
    String before = aws.endpoint();
    aws.close();
    assertThat(LocalAws.running(state)).isEmpty();
    aws = LocalAws.start(LocalAwsOptions.in(state));
    assertThat(aws.endpoint()).isEqualTo(before);
  }

  @Test
  void aThrottledCallIsThrottledOnce() {
    aws.faults().failCalls("sts", "GetCallerIdentity", Faults.Kind.THROTTLE, 1, 1);
    try (StsClient sts = TestClients.stsWithoutRetries(aws)) {
      assertThat(sts.getCallerIdentity().account()).isNotEmpty();
      assertThatThrownBy(sts::getCallerIdentity)
          .isInstanceOfSatisfying(
              StsException.class, e -> assertThat(e.isThrottlingException()).isTrue());
      assertThat(sts.getCallerIdentity().account()).isNotEmpty();
    }
  }

  @Test
  void aCutConnectionIsNotAnswered() {
    aws.faults().failCalls("sts", "*", Faults.Kind.CUT_BEFORE, 1);
    aws.faults().failCalls("sts", "*", Faults.Kind.CUT_AFTER, 1);
    try (StsClient sts = TestClients.stsWithoutRetries(aws)) {
      assertThatThrownBy(sts::getCallerIdentity).isInstanceOf(SdkClientException.class);
      assertThatThrownBy(sts::getCallerIdentity).isInstanceOf(SdkClientException.class);
      assertThat(sts.getCallerIdentity().account()).isNotEmpty();
    }
  }

  @Test
  void faultsCanBePostedAsJsonButNotAsAFormOfAWebPage() throws Exception {
    String fault =
        "{\"calls\":[{\"service\":\"sts\",\"operation\":\"*\",\"kind\":\"SERVER_ERROR\"}]}";
    assertThat(post("/_stacktape/faults", "text/plain", fault).statusCode()).isEqualTo(415);
    assertThat(post("/_stacktape/faults", "application/json", "{\"calls\":[{}]}").statusCode())
        .isEqualTo(400);
    assertThat(post("/_stacktape/faults", "application/json", fault).statusCode()).isEqualTo(204);
    try (StsClient sts = TestClients.stsWithoutRetries(aws)) {
      assertThatThrownBy(sts::getCallerIdentity)
          .isInstanceOfSatisfying(
              StsException.class, e -> assertThat(e.statusCode()).isEqualTo(500));
    }
  }

  @Test
  void anUnknownServiceIsNamed() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(aws.endpoint() + "/"))
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/kinesis/aws4_request")
            .header("X-Amz-Target", "Kinesis_20131202.ListStreams")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("UnsupportedOperation", "no service 'kinesis'");
  }

  @Test
  void aCorruptStateIsKeptAsideAndReported() throws IOException {
    aws.close();
    Files.writeString(state.resolve("endpoint.json"), "{ half of");
    assertThatThrownBy(() -> LocalAws.start(LocalAwsOptions.in(state)))
        .isInstanceOfSatisfying(
            StacktapeException.class,
            e -> assertThat(e.problems().get(0).code()).isEqualTo("LOCAL_STATE_CORRUPT"));
    assertThat(state.resolve("endpoint.json.corrupt")).hasContent("{ half of");
  }

  private HttpResponse<String> post(String path, String type, String body) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(aws.endpoint() + path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
  }
}
