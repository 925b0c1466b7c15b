package dev.stacktape.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stacktape.Consent;
import dev.stacktape.PlannedDeletion;
import dev.stacktape.PlannedDeployment;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.aws.AwsClients;
import dev.stacktape.aws.AwsSettings;
import dev.stacktape.aws.Sleeper;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.EventListener;
import dev.stacktape.plan.Plan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An emulator of AWS that nobody here wrote, moto's server, takes an application from its first
 * deployment to its deletion, through {@code AWS_ENDPOINT_URL} like any other endpoint. Skipped
 * where Python has no {@code moto}.
 *
 * <p>moto 5.2 has no {@code AWS::DynamoDB::GlobalTable} in CloudFormation, which is what tables
 * have been for as long as the language exists, so that another type would replace the tables of
 * everybody. {@code moto/server.py} teaches it that type, as the table of its one replica; nothing
 * else is changed. It also has no registry of images, and gives stacks that were made by change
 * sets no outputs, which the application here does without.
 */
class OutsideEmulatorTest {
  private static final System.Logger LOG = System.getLogger(OutsideEmulatorTest.class.getName());

  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

  private static final String CONFIG =
      """
      serviceName: orders
      resources:
        api:
          type: http-api-gateway
          properties: { payloadFormat: '2.0' }
        orders:
          type: dynamo-db-table
          properties:
            primaryKey: { partitionKey: { name: id, type: string } }
        jobs:
          type: sqs-queue
          properties: { visibilityTimeoutSeconds: %d }
        save:
          type: function
          properties:
            packaging:
              type: custom-artifact
              properties: { packagePath: save.zip, handler: 'index.js:handler' }
            runtime: nodejs22.x
            connectTo: [jobs, orders]
            events:
              - type: http-api-gateway
                properties: { httpApiGatewayName: api, method: POST, path: /orders }
              - { type: sqs, properties: { sqsQueueName: jobs } }
      """;

  @TempDir Path folder;

  @Test
  void itTakesAnApplicationFromItsFirstDeploymentToItsDeletion() throws Exception {
    boolean isThere = hasMoto();
    if (!isThere) {
      LOG.log(
          System.Logger.Level.WARNING, "SKIPPED: Python has no moto (pip install 'moto[server]')");
    }
    assumeTrue(isThere, "Python has no moto: pip install 'moto[server]'");
    Path program = Path.of("src/test/resources/moto/server.py").toAbsolutePath();
    Process moto =
        new ProcessBuilder("python3", program.toString(), "-H", "127.0.0.1", "-p", "0")
            .redirectErrorStream(true)
            .start();
    try {
      liveOn(address(moto));
    } finally {
      Stream.concat(moto.descendants(), Stream.of(moto.toHandle()))
          .forEach(ProcessHandle::destroyForcibly);
    }
  }

  private void liveOn(String endpoint) {
    Map<String, String> environment =
        Map.of(
            "AWS_ENDPOINT_URL", endpoint,
            "AWS_ACCESS_KEY_ID", "anybody",
            "AWS_SECRET_ACCESS_KEY", "anything");
    OrdersApp first = OrdersApp.write(folder.resolve("first"), 1, CONFIG.formatted(61));
    OrdersApp second = OrdersApp.write(folder.resolve("second"), 2, CONFIG.formatted(62));
    Stacktape stacktape = new Stacktape(Clock.systemUTC(), Sleeper.system(), environment);
    try (AwsClients aws =
        new AwsClients(
            AwsSettings.resolve(new AwsSettings.Options(OrdersApp.REGION, null, null), environment),
            EventListener.none())) {
      assertThat(deploy(stacktape, first)).isEqualTo(Plan.Route.CHANGE_SET);
      String before = codeOf(aws);
      assertThat(deploy(stacktape, first)).isEqualTo(Plan.Route.NOTHING);

      assertThat(deploy(stacktape, second)).isEqualTo(Plan.Route.CHANGE_SET);
      assertThat(codeOf(aws)).isNotEqualTo(before);
      assertThat(stacktape.versions(request(second), EventListener.none(), token())).hasSize(2);
      assertThat(stacktape.describe(request(second), EventListener.none(), token()).resources())
          .extracting(resource -> resource.logicalId())
          .contains("JobsQueue", "OrdersGlobalTable", "SaveFunction");

      PlannedDeletion deletion =
          stacktape.planDeletion(request(second), EventListener.none(), token());
      var unused =
          stacktape.delete(
              request(second),
              deletion,
              new Consent(Set.of("jobs", "orders")),
              EventListener.none(),
              token());
      assertThat(aws.s3().listBuckets().buckets()).isEmpty();
      assertThat(deploy(stacktape, first)).isEqualTo(Plan.Route.CHANGE_SET);
    }
  }

  private static Plan.Route deploy(Stacktape stacktape, OrdersApp app) {
    PlannedDeployment planned = stacktape.prepare(request(app), EventListener.none(), token());
    var unused =
        stacktape.deploy(request(app), planned, Consent.none(), EventListener.none(), token());
    return planned.plan().route();
  }

  private static String codeOf(AwsClients aws) {
    return aws.lambda()
        .getFunction(get -> get.functionName("orders-dev-save"))
        .configuration()
        .codeSha256();
  }

  private static StackRequest request(OrdersApp app) {
    Path directory = app.folder();
    return new StackRequest(
        directory,
        null,
        null,
        "orders",
        "dev",
        OrdersApp.REGION,
        null,
        null,
        null,
        List.of(),
        directory.resolve("target/stacktape"),
        Map.of(),
        "mvn package stacktape:deploy");
  }

  private static CancellationToken token() {
    return new CancellationToken();
  }

  /** The address that the program prints; what it prints afterwards is read and dropped. */
  private static String address(Process moto) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(moto.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      said.append(line).append('\n');
      Matcher address = ADDRESS.matcher(line);
      if (address.find()) {
        Thread drain = new Thread(() -> output.lines().forEach(dropped -> {}), "moto-output");
        drain.setDaemon(true);
        drain.start();
        return address.group();
      }
    }
    throw new IllegalStateException("moto_server did not start:\n" + said);
  }

  private static boolean hasMoto() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "-c", "import moto.server")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException noPython) {
      return false;
    }
  }
}
