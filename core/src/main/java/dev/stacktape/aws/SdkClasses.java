package dev.stacktape.aws;

import dev.stacktape.event.EventListener;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Loads what the first calls to AWS need. In a JVM that has just started, those take a second and a
 * half on two processors, nearly all of it for some thousand classes of the SDK; this has it happen
 * beside other work. Each call is made once, to answers that are made up here: nothing leaves the
 * process. Classes are loaded once per JVM, and so is this.
 *
 * <p>One thread at a time begins with classes of the SDK, because the initializers of some need
 * each other: whoever is about to call waits until that call was made here.
 */
public final class SdkClasses {
  private static final FutureTask<Boolean> TLS = new FutureTask<>(SdkClasses::tls);
  private static final FutureTask<Object> FIRST_CALL = new FutureTask<>(SdkClasses::firstCall);
  private static final FutureTask<List<Object>> OTHERS = new FutureTask<>(SdkClasses::others);

  private static final String STACK =
      """
      <DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>s</StackName>
      <Outputs><member><OutputKey>k</OutputKey></member></Outputs>
      <Tags><member><Key>k</Key></member></Tags>
      </member></Stacks></DescribeStacksResult></DescribeStacksResponse>""";
  private static final String RESOURCES =
      """
      <ListStackResourcesResponse><ListStackResourcesResult><StackResourceSummaries><member>
      <LogicalResourceId>r</LogicalResourceId></member></StackResourceSummaries>
      </ListStackResourcesResult></ListStackResourcesResponse>""";
  private static final String TEMPLATE =
      """
      <GetTemplateResponse><GetTemplateResult><TemplateBody>{}</TemplateBody></GetTemplateResult>
      </GetTemplateResponse>""";
  private static final String IDENTITY =
      """
      <GetCallerIdentityResponse><GetCallerIdentityResult><Account>0</Account>
      </GetCallerIdentityResult></GetCallerIdentityResponse>""";
  private static final String OBJECTS =
      """
      <ListBucketResult><Contents><Key>k</Key></Contents></ListBucketResult>""";
  private static final String FUNCTION =
      """
      {"Configuration":{"FunctionName":"f","CodeSha256":"c"},"Code":{"Location":"l"}}""";

  private SdkClasses() {}

  /**
   * Begins, and returns at once.
   *
   * @param overTls whether what is going to be called is reached over TLS, as AWS is
   */
  public static void begin(boolean overTls) {
    Thread thread = new Thread(() -> load(overTls), "stacktape-sdk");
    thread.setDaemon(true);
    thread.start();
  }

  /** Loads everything here, what reaches AWS over TLS included. */
  public static void loadAll() {
    load(true);
    await();
  }

  /** Returns when it can be asked whose credentials these are: what all calls have in common. */
  static void awaitFirstCall() {
    FIRST_CALL.run();
    awaitEnd(FIRST_CALL);
  }

  /** Returns when all is loaded, doing it here if nobody has begun. */
  static void await() {
    awaitFirstCall();
    OTHERS.run();
    awaitEnd(OTHERS);
  }

  private static void load(boolean overTls) {
    if (overTls) {
      TLS.run();
    }
    FIRST_CALL.run();
    OTHERS.run();
  }

  private static void awaitEnd(FutureTask<?> task) {
    try {
      var unused = task.get();
    } catch (ExecutionException notAhead) {
      // It was to save time only: what is wrong shows, and is said, where it is needed.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads the certificates of the authorities that are trusted. */
  private static boolean tls() {
    UrlConnectionHttpClient.create().close();
    return true;
  }

  static Object firstCall() {
    Canned canned = new Canned();
    try (AwsClients clients = nowhere(canned)) {
      return canned.answer(IDENTITY, () -> clients.sts().getCallerIdentity());
    }
  }

  static List<Object> others() {
    Canned canned = new Canned();
    try (AwsClients clients = nowhere(canned)) {
      CloudFormationClient stacks = clients.cloudFormation();
      S3Client s3 = clients.s3();
      LambdaClient functions = clients.lambda();
      return List.of(
          canned.answer(STACK, () -> stacks.describeStacks(to -> to.stackName("s"))),
          canned.answer(OBJECTS, () -> s3.listObjectsV2(to -> to.bucket("b"))),
          canned.answer("", () -> s3.headObject(to -> to.bucket("b").key("k"))),
          canned.answer("", () -> s3.getObjectAsBytes(to -> to.bucket("b").key("k"))),
          canned.answer(RESOURCES, () -> stacks.listStackResources(to -> to.stackName("s"))),
          canned.answer(TEMPLATE, () -> stacks.getTemplate(to -> to.stackName("s"))),
          canned.answer(FUNCTION, () -> functions.getFunction(to -> to.functionName("f"))));
    }
  }

  private static AwsClients nowhere(SdkHttpClient network) {
    AwsSettings settings =
        new AwsSettings("us-east-1", null, URI.create("http://127.0.0.1:9"), true, Map.of());
    return new AwsClients(
        settings, EventListener.none(), Sleeper.system(), new KnownIdentities(), () -> network);
  }

  /** A network in which every call has the answer that it is made with. */
  private static final class Canned implements SdkHttpClient {
    private byte[] answer = {};

    Object answer(String body, Supplier<Object> call) {
      answer = body.getBytes(StandardCharsets.UTF_8);
      return call.get();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      HttpExecuteResponse response =
          HttpExecuteResponse.builder()
              .response(
                  SdkHttpResponse.builder()
                      .statusCode(200)
                      .putHeader("Content-Length", Integer.toString(answer.length))
                      .build())
              .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer)))
              .build();
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          return response;
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }
}
