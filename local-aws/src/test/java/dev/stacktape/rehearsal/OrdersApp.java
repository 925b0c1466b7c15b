package dev.stacktape.rehearsal;

import dev.stacktape.StackRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A small application with everything that a deployment can have to do: code that is uploaded,
 * files that fill a bucket, and CloudFormation resources that depend on each other.
 *
 * @param version two versions differ in their code, their files and their infrastructure
 */
record OrdersApp(Path folder, int version) {
  static final String REGION = "eu-west-1";
  static final String STACK = "orders-dev";

  /** Logical ids. */
  static final String QUEUE = "JobsQueue";

  private static final String CONFIG =
      """
      serviceName: orders
      deploymentConfig:
        terminationProtection: false
      resources:
        jobs:
          type: sqs-queue
          properties: { visibilityTimeoutSeconds: %d }
        pages:
          type: bucket
          properties:
            directoryUpload: { directoryPath: pages }
        save:
          type: function
          properties:
            packaging:
              type: custom-artifact
              properties: { packagePath: save.zip, handler: 'index.js:handler' }
            runtime: nodejs22.x
            memory: 256
            connectTo: [jobs]
      """;

  static OrdersApp write(Path folder, int version) {
    return write(folder, version, CONFIG.formatted(60 + version));
  }

  static OrdersApp write(Path folder, int version, String config) {
    try {
      Files.createDirectories(folder.resolve("pages"));
      Files.writeString(folder.resolve("stacktape.yml"), config);
      Files.writeString(folder.resolve("pages/index.html"), "<h1>Version " + version + "</h1>");
      try (ZipOutputStream zip =
          new ZipOutputStream(Files.newOutputStream(folder.resolve("save.zip")))) {
        zip.putNextEntry(new ZipEntry("index.js"));
        String code = "exports.handler = async () => 'version " + version + "';\n";
        zip.write(code.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
      return new OrdersApp(folder, version);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code visibilityTimeoutSeconds} became in the template. */
  int visibilityTimeout() {
    return 60 + version;
  }

  StackRequest request(String endpoint) {
    return new StackRequest(
        folder,
        null,
        null,
        null,
        "orders",
        "dev",
        REGION,
        null,
        URI.create(endpoint),
        null,
        List.of(),
        folder.resolve("target/stacktape"),
        Map.of(),
        "mvn package stacktape:deploy");
  }
}
