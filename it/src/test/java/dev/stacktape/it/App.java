package dev.stacktape.it;

import dev.stacktape.StackRequest;
import dev.stacktape.artifact.JavaModule;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A small application in a folder: an API with one function, a bucket and a queue. */
final class App implements Project {
  static final String REGION = "eu-west-1";
  static final String STACK = "app-dev";

  private static final String CONFIG =
      """
      resources:
        api:
          type: http-api-gateway
          properties: { payloadFormat: '2.0' }
        files:
          type: bucket
        jobs:
          type: sqs-queue
          properties:
            visibilityTimeoutSeconds: 60
        greet:
          type: function
          properties:
            packaging:
              type: stacktape-lambda-buildpack
              properties:
                entryfilePath: src/main/java/app/Greet.java
                handlerFunction: handle
            memory: 256
            connectTo: [files, jobs]
            events:
              - type: http-api-gateway
                properties: { httpApiGatewayName: api, method: GET, path: /greet }
      """;

  private final Path folder;

  /** The application that is already in a folder. */
  App(Path folder) {
    this.folder = folder;
  }

  /** A new one. */
  static App in(Path folder) throws IOException {
    App app = new App(folder);
    app.config(CONFIG);
    app.answer("Hello");
    return app;
  }

  Path folder() {
    return folder;
  }

  void config(String text) throws IOException {
    Files.writeString(Files.createDirectories(folder).resolve("stacktape.yml"), text);
  }

  /** Changes the config. */
  void edit(String from, String to) throws IOException {
    String text = Files.readString(folder.resolve("stacktape.yml"));
    if (!text.contains(from)) {
      throw new IllegalArgumentException(from + " is not in the config");
    }
    config(text.replace(from, to));
  }

  /** Writes and compiles the function so that it answers with this text. */
  void answer(String text) throws IOException {
    Path source = folder.resolve("src/main/java/app/Greet.java");
    Files.createDirectories(source.getParent());
    Files.createDirectories(classes());
    Files.writeString(
        source,
        """
        package app;

        public class Greet {
          public String handle(java.util.Map<String, Object> event) {
            return "%s";
          }
        }
        """
            .formatted(text));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int code =
        compiler.run(
            null, null, null, "--release", "17", "-d", classes().toString(), source.toString());
    if (code != 0) {
      throw new IllegalStateException("The function does not compile");
    }
  }

  /** Makes the artifact so large that it is uploaded in parts; nothing in it can be compressed. */
  void weigh(int megabytes) throws IOException {
    byte[] bytes = new byte[megabytes << 20];
    new Random(7).nextBytes(bytes);
    Files.write(classes().resolve("ballast.bin"), bytes);
  }

  private Path classes() {
    return folder.resolve("target/classes");
  }

  @Override
  public StackRequest request(String endpoint) {
    JavaModule module =
        new JavaModule(
            "app:app",
            folder,
            List.of(folder.resolve("src/main/java")),
            classes(),
            17,
            null,
            List::of);
    return new StackRequest(
        folder,
        null,
        null,
        "app",
        "dev",
        REGION,
        null,
        URI.create(endpoint),
        null,
        List.of(module),
        folder.resolve("target/stacktape"),
        Map.of(),
        "mvn package stacktape:deploy");
  }
}
