package dev.stacktape.mcp.story;

import dev.stacktape.ProjectFile;
import dev.stacktape.StackRequest;
import dev.stacktape.artifact.JavaModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;

/** A small application in a folder, built as Maven builds it: an API with one function, a queue. */
final class ShopProject {
  static final String REGION = "eu-west-1";
  static final String STACK = "shop-dev";

  static final String CONFIG =
      """
      resources:
        api:
          type: http-api-gateway
          properties: { payloadFormat: '2.0' }
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
                entryfilePath: src/main/java/shop/Greet.java
                handlerFunction: handle
            memory: 256
            connectTo: [jobs]
            events:
              - type: http-api-gateway
                properties: { httpApiGatewayName: api, method: GET, path: /greet }
      """;

  private final Path folder;

  private ShopProject(Path folder) {
    this.folder = folder;
  }

  /** Code and a pom, no config yet. */
  static ShopProject in(Path folder) throws IOException {
    ShopProject project = new ShopProject(Files.createDirectories(folder));
    Files.writeString(folder.resolve("pom.xml"), "<project/>");
    project.answer("Hello");
    return project;
  }

  Path folder() {
    return folder;
  }

  void config(String text) throws IOException {
    Files.writeString(folder.resolve("stacktape.yml"), text);
  }

  void edit(String from, String to) throws IOException {
    String text = Files.readString(folder.resolve("stacktape.yml"));
    if (!text.contains(from)) {
      throw new IllegalArgumentException(from + " is not in the config");
    }
    config(text.replace(from, to));
  }

  /** Writes and builds the function so that it answers with this text. */
  void answer(String text) throws IOException {
    Path source = folder.resolve("src/main/java/shop/Greet.java");
    Path classes = folder.resolve("target/classes");
    Files.createDirectories(source.getParent());
    Files.createDirectories(classes);
    Files.writeString(
        source,
        """
        package shop;

        public class Greet {
          public String handle(java.util.Map<String, Object> event) {
            System.out.println("greeting");
            return "%s";
          }
        }
        """
            .formatted(text));
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "--release", "17", "-d", classes.toString(), source.toString());
    if (code != 0) {
      throw new IllegalStateException("The function does not compile");
    }
    describe(classes);
  }

  /** What {@code mvn stacktape:package} leaves for whoever has no Maven. */
  private void describe(Path classes) throws IOException {
    JavaModule module =
        new JavaModule(
            "shop:shop",
            folder,
            List.of(folder.resolve("src/main/java")),
            classes,
            17,
            null,
            List::of);
    ProjectFile.write(
        new StackRequest(
            folder,
            null,
            null,
            "shop",
            "dev",
            REGION,
            null,
            null,
            null,
            List.of(module),
            folder.resolve("target/stacktape"),
            Map.of(),
            "mvn package stacktape:package"),
        "mvn package stacktape:package");
  }
}
