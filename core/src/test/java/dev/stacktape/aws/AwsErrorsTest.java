package dev.stacktape.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real SDK clients against a server on loopback that answers what it is told to. */
class AwsErrorsTest {
  private record Answer(int status, String code, String message) {}

  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<Event> events = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          Answer answer = answers.remove();
          byte[] body =
              (answer.status() == 200
                      ? "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::1:user/me</Arn>"
                          + "<Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"
                      : "<ErrorResponse><Error><Code>"
                          + answer.code()
                          + "</Code><Message>"
                          + answer.message()
                          + "</Message></Error><RequestId>r-1</RequestId></ErrorResponse>")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer.status(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void retriesAreEventsAndSuccessFollows() {
    answers.add(new Answer(500, "InternalFailure", "oops"));
    answers.add(new Answer(503, "ServiceUnavailable", "oops"));
    answers.add(new Answer(200, "", ""));
    try (AwsClients aws = aws()) {
      assertThat(aws.identity().account()).isEqualTo("123456789012");
    }
    assertThat(events)
        .extracting(event -> ((Event.Retrying) event).what())
        .containsExactly("Sts GetCallerIdentity", "Sts GetCallerIdentity");
    assertThat(events)
        .extracting(event -> ((Event.Retrying) event).attempt())
        .containsExactly(2, 3);
  }

  @Test
  void whatIsDeniedNamesTheActionAndTheResource() {
    Problem problem =
        answered(
            new Answer(
                403,
                "AccessDenied",
                "User: arn:aws:iam::1:user/me is not authorized to perform:"
                    + " cloudformation:CreateChangeSet on resource: arn:aws:cloudformation:x"
                    + " because no policy allows it"));
    assertThat(problem.code()).isEqualTo("AWS_ACCESS_DENIED");
    assertThat(problem.message()).contains("request id r-1");
    assertThat(problem.hint())
        .isEqualTo(
            "Give the identity that deploys the permission for `cloudformation:CreateChangeSet` on"
                + " `arn:aws:cloudformation:x`.");
  }

  @Test
  void eachKindOfRefusalHasItsCode() {
    assertThat(answered(new Answer(403, "ExpiredToken", "token expired")).code())
        .isEqualTo("AWS_EXPIRED_CREDENTIALS");
    assertThat(answered(new Answer(403, "InvalidClientTokenId", "invalid")).code())
        .isEqualTo("AWS_BAD_CREDENTIALS");
    assertThat(
            answered(
                    new Answer(
                        403, "SignatureDoesNotMatch", "Signature expired: 2026 is now earlier"))
                .code())
        .isEqualTo("AWS_CLOCK_SKEW");
    Problem other = answered(new Answer(400, "ValidationError", "Template format error"));
    assertThat(other.code()).isEqualTo("AWS_ERROR");
    assertThat(other.message()).contains("Template format error").contains("ValidationError");
  }

  @Test
  void anEndpointThatIsNotThereIsNamed() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    URI endpoint = URI.create("http://127.0.0.1:" + port);
    try (AwsClients aws =
        new AwsClients(AwsSettings.embedded(endpoint, "eu-west-1"), EventListener.none())) {
      Problem problem = problemOf(aws);
      assertThat(problem.code()).isEqualTo("AWS_UNREACHABLE");
      assertThat(problem.message()).contains(endpoint.toString()).contains("refused");
    }
  }

  @Test
  void aNameWithoutAddressIsSaid() {
    URI endpoint = URI.create("http://nowhere.invalid:1");
    try (AwsClients aws =
        new AwsClients(AwsSettings.embedded(endpoint, "eu-west-1"), EventListener.none())) {
      Problem problem = problemOf(aws);
      assertThat(problem.code()).isEqualTo("AWS_UNREACHABLE");
      assertThat(problem.message()).contains("nowhere.invalid");
    }
  }

  private Problem answered(Answer answer) {
    for (int attempt = 0; attempt < 5; attempt++) {
      answers.add(answer);
    }
    try (AwsClients aws = aws()) {
      return problemOf(aws);
    } finally {
      answers.clear();
    }
  }

  private static Problem problemOf(AwsClients aws) {
    StacktapeException thrown = catchThrowableOfType(StacktapeException.class, aws::identity);
    assertThat(thrown.isCloud()).isTrue();
    return thrown.problems().get(0);
  }

  private AwsClients aws() {
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new AwsClients(AwsSettings.embedded(endpoint, "eu-west-1"), events::add);
  }
}
