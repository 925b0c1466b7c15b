package dev.stacktape.operate;

import dev.stacktape.Consent;
import dev.stacktape.DeploymentResult;
import dev.stacktape.PlannedDeployment;
import dev.stacktape.RunningStack;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.aws.AwsClients;
import dev.stacktape.aws.AwsSettings;
import dev.stacktape.aws.Sleeper;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.local.TestLibraries;
import dev.stacktape.local.lambda.HandlerZip;
import dev.stacktape.local.server.LocalAws;
import dev.stacktape.local.server.LocalAwsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.SdkBytes;

/** A small project that is really deployed to an embedded AWS, and whose functions really run. */
final class LiveProject implements AutoCloseable {
  static final String STACK = "shop-dev";

  final List<Event> events = new CopyOnWriteArrayList<>();
  final CancellationToken cancellation = new CancellationToken();
  final LocalAws aws;
  final AwsClients clients;
  final Stacktape stacktape;
  private final Path folder;

  LiveProject(Path folder) {
    this.folder = folder;
    aws =
        LocalAws.start(LocalAwsOptions.in(folder.resolve("state")).libraries(new TestLibraries()));
    clients =
        new AwsClients(
            AwsSettings.embedded(URI.create(aws.endpoint()), "eu-west-1"), EventListener.none());
    Sleeper quick =
        time -> Sleeper.system().sleep(Duration.ofMillis(Math.min(20, time.toMillis())));
    stacktape =
        new Stacktape(Clock.systemUTC(), quick, Map.of("HOME", folder.resolve("home").toString()));
  }

  LiveProject config(String yaml) {
    return file("stacktape.yml", yaml);
  }

  LiveProject file(String name, String content) {
    write(name, content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return this;
  }

  /** A function package with one class, {@code Handler}, that has this method body. */
  LiveProject handler(String zip, String body) {
    write(
        zip,
        HandlerZip.java(
            "Handler",
            "public class Handler { public String handle(String event) throws Exception { "
                + body
                + " } }"));
    return this;
  }

  private void write(String name, byte[] bytes) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  StackRequest request() {
    return new StackRequest(
        folder,
        null,
        "shop",
        "shop",
        "dev",
        "eu-west-1",
        null,
        URI.create(aws.endpoint()),
        null,
        List.of(),
        folder.resolve("target"),
        Map.of(),
        "mvn package");
  }

  DeploymentResult deploy() {
    PlannedDeployment planned = stacktape.prepare(request(), events::add, cancellation);
    return stacktape.deploy(
        request(),
        planned,
        new Consent(Set.of()).approving(planned.plan()),
        events::add,
        cancellation);
  }

  RunningStack running() {
    return stacktape.running(request(), events::add, cancellation);
  }

  /** Calls a function and waits for its answer, which may be an error. */
  String invoke(String resourceName, String event) {
    return clients
        .lambda()
        .invoke(
            call ->
                call.functionName(STACK + "-" + resourceName)
                    .payload(SdkBytes.fromUtf8String("\"" + event + "\"")))
        .payload()
        .asUtf8String();
  }

  @Override
  public void close() {
    clients.close();
    aws.close();
  }
}
