package dev.stacktape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.artifact.JavaModule;
import dev.stacktape.aws.Sleeper;
import dev.stacktape.event.EventListener;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.starter.Project;
import dev.stacktape.starter.Starter;
import dev.stacktape.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first config of each kind of project; every one is valid. */
class InitTest {
  @TempDir Path folder;

  @Test
  void handlersOfLambda() throws IOException {
    handler("PlaceOrderHandler", "RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>");
    handler("GetOrder", "Serializable, RequestHandler<APIGatewayProxyRequestEvent, Object>");
    handler("FulfilOrder", "RequestHandler<SQSEvent, Void>");
    handler("Nightly", "RequestHandler<ScheduledEvent, Void>");
    handler("Resize", "RequestStreamHandler");
    java("Base", "public abstract class Base implements RequestHandler<Object, Object> {}");
    java("Old", "// class Old implements RequestHandler<SQSEvent, Void> {}\npublic class Old {}");
    java("Main", "public class Main { public static void main(String[] args) {} }");

    init("handlers");
  }

  @Test
  void oneHandlerTakesAllRequests() throws IOException {
    handler("Api", "RequestHandler<APIGatewayV2HTTPEvent, Object>");

    assertThat(init("handler")).hasSize(1);
  }

  @Test
  void springBoot() throws IOException {
    java(
        "ShopApplication",
        "@SpringBootApplication public class ShopApplication {\n"
            + "  public static void main(final String... args) {}\n}");
    file("src/main/resources/static/index.html", "");

    init("spring-boot");
  }

  @Test
  void aPlainProgram() throws IOException {
    java("Worker", "public class Worker { public static void main(String[] args) {} }");

    init("program");
  }

  @Test
  void aDockerfileOfOnesOwn() throws IOException {
    java("Worker", "public class Worker { public static void main(String[] args) {} }");
    file("Dockerfile", "FROM eclipse-temurin:21-jre\nEXPOSE 8080\n");

    init("dockerfile");
  }

  @Test
  void aWebsiteThatIsBuilt() throws IOException {
    file(
        "frontend/package.json",
        "{\"scripts\": {\"build\": \"vite build\"}, \"devDependencies\": {\"vite\": \"^7\"}}");

    init("website-built");
  }

  @Test
  void aWebsiteOfFiles() throws IOException {
    file("package.json", "{");
    file("src/main/resources/static/index.html", "");

    init("website");
  }

  @Test
  void nothingYet() throws IOException {
    init("nothing");
    assertThat(folder.resolve("src/main/java/com/acme/shop/Hello.java"))
        .content()
        .contains("package com.acme.shop;");
  }

  @Test
  void nothingYetAndNoPom() throws IOException {
    init("nothing-no-pom", null);
    assertThat(folder.resolve("src/hello.js")).content().contains("export const handle");
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    file("stacktape.yaml", "resources: {}");
    assertThatThrownBy(() -> Stacktape.init(project("com.acme.shop")))
        .isInstanceOfSatisfying(StacktapeException.class, InitTest::isConfigExists);
    Files.delete(folder.resolve("stacktape.yaml"));
    file("src/main/java/com/acme/shop/Hello.java", "");
    assertThatThrownBy(() -> Stacktape.init(project("com.acme.shop")))
        .isInstanceOfSatisfying(StacktapeException.class, InitTest::isConfigExists);
    assertThat(folder.resolve("stacktape.yml")).doesNotExist();
  }

  private static void isConfigExists(StacktapeException e) {
    assertThat(e.problems().get(0).code()).isEqualTo("STARTER_CONFIG_EXISTS");
  }

  private List<String> init(String golden) throws IOException {
    return init(golden, "com.acme.shop");
  }

  private List<String> init(String golden, @Nullable String javaPackage) throws IOException {
    Starter starter = Stacktape.init(project(javaPackage));
    Golden.assertMatches(
        "starter/" + golden + ".yml", Files.readString(folder.resolve("stacktape.yml")));
    assertThat(validate().warnings())
        .noneMatch(warning -> warning.code().startsWith("CONFIG_UNKNOWN"));
    return starter.found();
  }

  private Project project(@Nullable String javaPackage) {
    return new Project(folder, "shop", List.of(folder.resolve("src/main/java")), javaPackage);
  }

  private Validation validate() {
    JavaModule module =
        new JavaModule(
            "com.acme:shop",
            folder,
            List.of(folder.resolve("src/main/java")),
            folder.resolve("target/classes"),
            21,
            null,
            List::of);
    StackRequest request =
        new StackRequest(
            folder,
            null,
            null,
            "x",
            "dev",
            null,
            null,
            null,
            null,
            List.of(module),
            folder,
            Map.of(),
            "mvn package");
    return new Stacktape(Clock.systemUTC(), Sleeper.system(), Map.of())
        .validate(request, EventListener.none());
  }

  private void handler(String name, String interfaces) throws IOException {
    java(name, "public class " + name + "\n    implements " + interfaces + " {\n}\n");
  }

  private void java(String name, String text) throws IOException {
    file("src/main/java/com/acme/shop/" + name + ".java", text);
  }

  private void file(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
