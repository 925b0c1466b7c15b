package dev.stacktape.benchmarks;

import dev.stacktape.StackRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A folder with a config of a given size. */
final class Workspace {
  private static final String HEAD =
      """
      resources:
        api:
          type: http-api-gateway
        table:
          type: dynamo-db-table
          properties:
            primaryKey:
              partitionKey: { name: id, type: string }
      """;

  private static final String FUNCTION =
      """
        worker%1$d:
          type: function
          properties:
            packaging:
              type: custom-artifact
              properties:
                packagePath: worker.zip
                handler: 'index.js:handler'
            runtime: nodejs22.x
            memory: 512
            timeout: 25
            environment:
              - name: NUMBER
                value: %1$d
              - name: STAGE
                value: $Stage()
            connectTo:
              - table
            events:
              - type: http-api-gateway
                properties:
                  httpApiGatewayName: api
                  method: GET
                  path: /items/%1$d/{id}
      """;

  private Workspace() {}

  /** How many functions make a config of about so many lines. */
  static int functionsFor(int lines) {
    return (int) ((lines - HEAD.lines().count()) / FUNCTION.lines().count());
  }

  static StackRequest withFunctions(int count) throws IOException {
    Path folder = Files.createTempDirectory("stacktape-benchmark");
    StringBuilder config = new StringBuilder(HEAD);
    for (int i = 0; i < count; i++) {
      config.append(FUNCTION.formatted(i));
    }
    Files.writeString(folder.resolve("stacktape.yml"), config);
    Files.write(folder.resolve("worker.zip"), new byte[0]);
    return new StackRequest(
        folder,
        null,
        "benchmark",
        "benchmark",
        "dev",
        "eu-west-1",
        null,
        null,
        null,
        List.of(),
        folder,
        Map.of(),
        "mvn package");
  }
}
