package dev.stacktape.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.local.TestClients;
import dev.stacktape.local.TestLibraries;
import dev.stacktape.local.server.LocalAws;
import dev.stacktape.local.server.LocalAwsOptions;
import dev.stacktape.local.value.Document;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;
import software.amazon.awssdk.services.s3.S3Client;

/** The API as the AWS SDK sees it, through a whole endpoint. */
class LambdaApiTest {
  private static final String ECHO =
      """
      import com.amazonaws.services.lambda.runtime.*;
      import java.util.*;
      public class Echo implements RequestHandler<Map<String, Object>, Map<String, Object>> {
        public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
          return Map.of("version", "WORD", "event", event);
        }
      }
      """;

  @TempDir static Path state;
  private static LocalAws aws;
  private static LambdaClient lambda;
  private static S3Client s3;

  @BeforeAll
  static void start() {
    aws = LocalAws.start(LocalAwsOptions.in(state).libraries(new TestLibraries()));
    lambda = TestClients.configure(LambdaClient.builder(), aws).build();
    s3 = TestClients.s3(aws);
    s3.createBucket(r -> r.bucket("code"));
  }

  @AfterAll
  static void stop() {
    lambda.close();
    s3.close();
    aws.close();
  }

  private static byte[] zip(String word) {
    return HandlerZip.java("Echo", ECHO.replace("WORD", word));
  }

  private static CreateFunctionRequest.Builder echo(String name) {
    return CreateFunctionRequest.builder()
        .functionName(name)
        .runtime("java17")
        .handler("Echo")
        .role(LambdaFixture.ROLE)
        .timeout(30)
        .memorySize(256)
        .code(code -> code.zipFile(SdkBytes.fromByteArray(zip("one"))));
  }

  private static String version(String function) {
    InvokeResponse response =
        lambda.invoke(r -> r.functionName(function).payload(SdkBytes.fromUtf8String("{}")));
    assertThat(response.functionError()).as(response.payload().asUtf8String()).isNull();
    return Document.parse(response.payload().asUtf8String()).text("version");
  }

  @Test
  void aFunctionGoesThroughItsLife() {
    byte[] first = zip("one");
    s3.putObject(r -> r.bucket("code").key("one.zip"), RequestBody.fromBytes(first));
    s3.putObject(r -> r.bucket("code").key("two.zip"), RequestBody.fromBytes(zip("two")));
    CreateFunctionResponse created =
        lambda.createFunction(
            echo("life")
                .code(code -> code.s3Bucket("code").s3Key("one.zip"))
                .tags(Map.of("team", "shop"))
                .build());
    assertThat(created.functionArn())
        .isEqualTo("arn:aws:lambda:eu-west-1:123456789012:function:life");
    assertThat(created.codeSize()).isEqualTo(first.length);
    assertThat(created.state()).isEqualTo(State.ACTIVE);
    lambda.waiter().waitUntilFunctionActiveV2(r -> r.functionName("life"));
    assertThat(version("life")).isEqualTo("one");

    UpdateFunctionCodeResponse updated =
        lambda.updateFunctionCode(
            r ->
                r.functionName("life")
                    .s3Bucket("code")
                    .s3Key("two.zip")
                    .revisionId(created.revisionId()));
    lambda.waiter().waitUntilFunctionUpdatedV2(r -> r.functionName("life"));
    assertThat(updated.lastUpdateStatus()).isEqualTo(LastUpdateStatus.SUCCESSFUL);
    assertThat(updated.codeSha256()).isNotEqualTo(created.codeSha256());
    assertThat(version("life")).isEqualTo("two");
    assertThatThrownBy(
            () ->
                lambda.updateFunctionCode(
                    r ->
                        r.functionName("life")
                            .s3Bucket("code")
                            .s3Key("one.zip")
                            .revisionId(created.revisionId())))
        .isInstanceOf(PreconditionFailedException.class);

    assertThat(lambda.publishVersion(r -> r.functionName("life")).version()).isEqualTo("1");
    assertThat(lambda.publishVersion(r -> r.functionName("life")).version()).isEqualTo("1");
    lambda.createAlias(r -> r.functionName("life").name("live").functionVersion("1"));
    lambda.updateFunctionCode(r -> r.functionName("life").s3Bucket("code").s3Key("one.zip"));
    assertThat(version("life")).isEqualTo("one");
    assertThat(version("life:live")).isEqualTo("two");
    assertThat(lambda.listVersionsByFunction(r -> r.functionName("life")).versions())
        .extracting(v -> v.version())
        .containsExactly("$LATEST", "1");
    assertThatThrownBy(() -> lambda.deleteFunction(r -> r.functionName("life").qualifier("1")))
        .isInstanceOf(ResourceConflictException.class);
    assertThat(lambda.getFunction(r -> r.functionName("life")).tags())
        .containsEntry("team", "shop");

    lambda.deleteFunction(r -> r.functionName("life"));
    assertThatThrownBy(() -> lambda.getFunction(r -> r.functionName("life")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining(
            "Function not found: arn:aws:lambda:eu-west-1:123456789012:function:life");
  }

  @Test
  void whatAwsRefusesIsRefused() {
    lambda.createFunction(echo("taken").build());

    assertThatThrownBy(() -> lambda.createFunction(echo("taken").build()))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageContaining("Function already exist: taken");
    assertThatThrownBy(() -> lambda.createFunction(echo("x").runtime("java99").build()))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining("Value java99 at 'runtime' failed to satisfy constraint");
    assertThatThrownBy(
            () ->
                lambda.createFunction(
                    echo("x").code(code -> code.s3Bucket("code").s3Key("no.zip")).build()))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining(
            "Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The"
                + " specified key does not exist.");
    assertThatThrownBy(
            () ->
                lambda.createFunction(
                    echo("x")
                        .code(code -> code.zipFile(SdkBytes.fromUtf8String("not a zip")))
                        .build()))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining("Could not unzip uploaded file.");
    assertThatThrownBy(() -> lambda.createFunction(echo("x").role("nobody").build()))
        .isInstanceOf(LambdaException.class)
        .hasMessageContaining("Value 'nobody' at 'role' failed to satisfy constraint");
    assertThatThrownBy(() -> lambda.createFunction(echo("x").timeout(901).build()))
        .hasMessageContaining("Member must have value less than or equal to 900");
    assertThatThrownBy(
            () ->
                lambda.createFunction(
                    echo("x").environment(e -> e.variables(Map.of("AWS_REGION", "x"))).build()))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining("Reserved keys used in this request: AWS_REGION");
    assertThatThrownBy(
            () ->
                lambda.invoke(
                    r ->
                        r.functionName("taken")
                            .payload(SdkBytes.fromUtf8String("\"" + "x".repeat(6_300_000) + "\""))))
        .isInstanceOf(RequestTooLargeException.class);
    assertThatThrownBy(
            () ->
                lambda.invoke(
                    r -> r.functionName("taken").payload(SdkBytes.fromUtf8String("{nonsense"))))
        .hasMessageContaining("Could not parse request body into json");
  }

  @Test
  void invokeHasItsKindsAndItsHeaders() {
    lambda.createFunction(echo("kinds").build());

    InvokeResponse tail =
        lambda.invoke(
            r ->
                r.functionName("arn:aws:lambda:eu-west-1:123456789012:function:kinds")
                    .logType(LogType.TAIL)
                    .payload(SdkBytes.fromUtf8String("{\"a\":1}")));
    assertThat(tail.executedVersion()).isEqualTo("$LATEST");
    assertThat(new String(Base64.getDecoder().decode(tail.logResult())))
        .contains("START RequestId: ", "REPORT RequestId: ");
    assertThat(
            lambda
                .invoke(r -> r.functionName("kinds").invocationType(InvocationType.DRY_RUN))
                .statusCode())
        .isEqualTo(204);
    assertThat(
            lambda
                .invoke(r -> r.functionName("kinds").invocationType(InvocationType.EVENT))
                .statusCode())
        .isEqualTo(202);

    lambda.putFunctionConcurrency(r -> r.functionName("kinds").reservedConcurrentExecutions(0));
    LambdaClient impatient =
        TestClients.configure(LambdaClient.builder(), aws)
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
    try (impatient) {
      assertThatThrownBy(() -> impatient.invoke(r -> r.functionName("kinds")))
          .isInstanceOf(TooManyRequestsException.class);
    }
  }

  @Test
  void permissionsAreKeptInAPolicy() {
    lambda.createFunction(echo("shared").build());
    AddPermissionRequest permission =
        AddPermissionRequest.builder()
            .functionName("shared")
            .statementId("api")
            .action("lambda:InvokeFunction")
            .principal("apigateway.amazonaws.com")
            .sourceArn("arn:aws:execute-api:eu-west-1:123456789012:abc/*/*")
            .build();

    lambda.addPermission(permission);

    Document policy = Document.parse(lambda.getPolicy(r -> r.functionName("shared")).policy());
    Document statement = policy.documents("Statement").get(0);
    assertThat(statement.at("Principal").text("Service")).isEqualTo("apigateway.amazonaws.com");
    assertThat(
            Policy.allows(
                statement.values(),
                "apigateway.amazonaws.com",
                "arn:aws:execute-api:eu-west-1:123456789012:abc/$default/GET/orders"))
        .isTrue();
    assertThat(
            Policy.allows(
                statement.values(),
                "apigateway.amazonaws.com",
                "arn:aws:execute-api:eu-west-1:123456789012:xyz/$default/GET/orders"))
        .isFalse();
    assertThat(
            Policy.allows(
                statement.values(),
                "events.amazonaws.com",
                "arn:aws:execute-api:eu-west-1:123456789012:abc/a/b"))
        .isFalse();
    assertThatThrownBy(() -> lambda.addPermission(permission))
        .isInstanceOf(ResourceConflictException.class);
    lambda.removePermission(r -> r.functionName("shared").statementId("api"));
    assertThatThrownBy(() -> lambda.getPolicy(r -> r.functionName("shared")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void aFunctionUrlAnswersOnTheEndpoint() throws IOException, InterruptedException {
    lambda.createFunction(echo("web").build());
    String url =
        lambda
            .createFunctionUrlConfig(r -> r.functionName("web").authType(FunctionUrlAuthType.NONE))
            .functionUrl();

    String body =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url + "a%20b?q=1")).build(),
                BodyHandlers.ofString())
            .body();

    Document event = Document.parse(body).at("event");
    assertThat(event.text("rawPath")).isEqualTo("/a%20b");
    assertThat(event.text("rawQueryString")).isEqualTo("q=1");
  }

  @Test
  void layersArePutOnTheClassPath() {
    byte[] jar =
        HandlerZip.zip(
            HandlerZip.compile(
                "Shared",
                "public class Shared { public static String word() { return \"layer\"; } }"));
    String layer =
        lambda
            .publishLayerVersion(
                r ->
                    r.layerName("shared")
                        .content(
                            c ->
                                c.zipFile(
                                    SdkBytes.fromByteArray(
                                        HandlerZip.zip(Map.of("java/lib/shared.jar", jar))))))
            .layerVersionArn();
    byte[] user =
        HandlerZip.java(
            "User",
            """
            import com.amazonaws.services.lambda.runtime.*;
            public class User implements RequestHandler<Object, Object> {
              public Object handleRequest(Object event, Context context) {
                try {
                  Object word = Class.forName("Shared").getMethod("word").invoke(null);
                  return java.util.Map.of("version", word);
                } catch (ReflectiveOperationException e) {
                  throw new RuntimeException(e);
                }
              }
            }
            """);

    lambda.createFunction(
        echo("layered")
            .handler("User")
            .layers(List.of(layer))
            .code(code -> code.zipFile(SdkBytes.fromByteArray(user)))
            .build());

    assertThat(layer).isEqualTo("arn:aws:lambda:eu-west-1:123456789012:layer:shared:1");
    assertThat(version("layered")).isEqualTo("layer");
  }

  @Test
  void accountSettingsCountTheFunctions() {
    lambda.createFunction(echo("counted").build());

    assertThat(lambda.getAccountSettings().accountUsage().functionCount()).isPositive();
    assertThat(lambda.listFunctions().functions())
        .extracting(f -> f.functionName())
        .contains("counted");
  }
}
