package dev.stacktape.local.cloudformation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.Faults;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.ObjectReader;
import dev.stacktape.local.ResourceProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;

/**
 * CloudFormation alone on a loopback port, with providers of the test, and the AWS SDK's client.
 */
final class CloudFormationEndpoint implements AutoCloseable {
  final CloudFormation service;
  final CloudFormationClient client;
  final Faults faults = new Faults();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private CloudFormationEndpoint(
      Path state, List<ResourceProvider> providers, ObjectReader objects) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
    LocalContext context =
        new LocalContext(
            state,
            "123456789012",
            Clock.systemUTC(),
            faults,
            coordinates -> {
              throw new AwsError(400, "LibraryNotAvailable", coordinates);
            },
            () -> endpoint);
    service = new CloudFormation(context, providers, objects);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    client =
        CloudFormationClient.builder()
            .endpointOverride(URI.create(endpoint))
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .overrideConfiguration(
                o ->
                    o.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallTimeout(Duration.ofSeconds(30)))
            .build();
  }

  static CloudFormationEndpoint start(Path state, ResourceProvider... providers) {
    ObjectReader none =
        (bucket, key, version) -> {
          throw new AwsError(404, "NoSuchBucket", "The specified bucket does not exist");
        };
    return new CloudFormationEndpoint(state, List.of(providers), none);
  }

  static CloudFormationEndpoint start(Path state, ObjectReader objects) {
    return new CloudFormationEndpoint(state, List.of(), objects);
  }

  private void answer(HttpExchange exchange) throws IOException {
    AwsRequest request =
        new AwsRequest(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getRawPath(),
            Map.of(),
            Map.of(),
            exchange.getRequestBody().readAllBytes(),
            "cloudformation",
            "eu-west-1",
            "test");
    AwsResponse response;
    try {
      response = service.handle(request);
    } catch (AwsError e) {
      response = service.error(e, "request");
    } catch (RuntimeException e) {
      response = service.error(new AwsError(500, "InternalError", e.toString()), "request");
    }
    exchange.getResponseHeaders().add("Content-Type", "text/xml");
    exchange.sendResponseHeaders(response.status(), response.body().length);
    exchange.getResponseBody().write(response.body());
    exchange.close();
  }

  /** Creates a stack and waits for the end of it. */
  Stack create(String name, String template, Consumer<CreateStackRequest.Builder> more) {
    client.createStack(
        r -> {
          r.stackName(name).templateBody(template).capabilities(Capability.CAPABILITY_NAMED_IAM);
          more.accept(r);
        });
    return settled(name);
  }

  Stack create(String name, String template) {
    return create(name, template, r -> {});
  }

  /** Updates a stack and waits for the end of it. */
  Stack update(String name, String template, Consumer<UpdateStackRequest.Builder> more) {
    client.updateStack(
        r -> {
          r.stackName(name).templateBody(template).capabilities(Capability.CAPABILITY_NAMED_IAM);
          more.accept(r);
        });
    return settled(name);
  }

  Stack update(String name, String template) {
    return update(name, template, r -> {});
  }

  /** A stack once nothing runs any more. */
  Stack settled(String nameOrId) {
    service.awaitIdle();
    return client.describeStacks(r -> r.stackName(nameOrId)).stacks().get(0);
  }

  /** All events of a stack, the oldest first, each as {@code LogicalId STATUS}. */
  List<String> events(String nameOrId) {
    List<StackEvent> events =
        new ArrayList<>(
            client.describeStackEventsPaginator(r -> r.stackName(nameOrId)).stackEvents().stream()
                .toList());
    Collections.reverse(events);
    return events.stream()
        .map(event -> event.logicalResourceId() + " " + event.resourceStatusAsString())
        .toList();
  }

  /** What failed, and why, the newest first. */
  List<String> failures(String nameOrId) {
    return client.describeStackEventsPaginator(r -> r.stackName(nameOrId)).stackEvents().stream()
        .filter(event -> event.resourceStatusAsString().endsWith("_FAILED"))
        .map(event -> event.logicalResourceId() + ": " + event.resourceStatusReason())
        .toList();
  }

  /** Why a resource or the stack came into a status last; empty when no reason was given. */
  String reason(String nameOrId, String logicalId, String status) {
    return client.describeStackEvents(r -> r.stackName(nameOrId)).stackEvents().stream()
        .filter(event -> event.logicalResourceId().equals(logicalId))
        .filter(event -> event.resourceStatusAsString().equals(status))
        .map(event -> event.resourceStatusReason() == null ? "" : event.resourceStatusReason())
        .findFirst()
        .orElseThrow();
  }

  String physicalId(String stack, String logicalId) {
    return client
        .describeStackResource(r -> r.stackName(stack).logicalResourceId(logicalId))
        .stackResourceDetail()
        .physicalResourceId();
  }

  static String output(Stack stack, String key) {
    return stack.outputs().stream()
        .filter(output -> output.outputKey().equals(key))
        .findFirst()
        .orElseThrow()
        .outputValue();
  }

  /** Ends as a killed process does: nothing more is written, nobody is told. */
  @Override
  public void close() {
    service.close();
    client.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
