package dev.stacktape.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.local.TestClients;
import dev.stacktape.local.server.LocalAws;
import dev.stacktape.local.server.LocalAwsOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EndPointType;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;

/** Which event sources a function may have beside each other. */
class MappingsTest {
  @TempDir Path state;

  @Test
  void topicsOfOneClusterAreSourcesOfTheirOwnAndEachIsReadOnce() {
    try (LocalAws aws = LocalAws.start(LocalAwsOptions.in(state));
        LambdaClient lambda = TestClients.configure(LambdaClient.builder(), aws).build()) {
      lambda.createFunction(
          create ->
              create
                  .functionName("reader")
                  .runtime("nodejs22.x")
                  .handler("index.handler")
                  .role(LambdaFixture.ROLE)
                  .code(
                      code ->
                          code.zipFile(SdkBytes.fromByteArray(HandlerZip.file("index.js", "")))));

      read(lambda, "orders");
      read(lambda, "users");

      assertThat(
              lambda
                  .listEventSourceMappings(list -> list.functionName("reader"))
                  .eventSourceMappings())
          .flatExtracting(mapping -> mapping.topics())
          .containsExactlyInAnyOrder("orders", "users");
      assertThatThrownBy(() -> read(lambda, "users")).isInstanceOf(ResourceConflictException.class);
    }
  }

  private static void read(LambdaClient lambda, String topic) {
    lambda.createEventSourceMapping(
        create ->
            create
                .functionName("reader")
                .topics(topic)
                .selfManagedEventSource(
                    source ->
                        source.endpoints(
                            Map.of(
                                EndPointType.KAFKA_BOOTSTRAP_SERVERS,
                                List.of("kafka.example.com:9092")))));
  }
}
