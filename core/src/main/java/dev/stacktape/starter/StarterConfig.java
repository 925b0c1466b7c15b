package dev.stacktape.starter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Chooses what the first config of a project consists of, and writes it. */
final class StarterConfig {
  private static final String NEXT =
      "Next: mvn %sstacktape:deploy -Dstacktape.stage=dev -Dstacktape.region=eu-west-1";

  private final Project project;
  private final ConfigText config = new ConfigText();
  private final List<String> found = new ArrayList<>();
  private final Map<Path, String> sources = new LinkedHashMap<>();

  StarterConfig(Project project) {
    this.project = project;
  }

  Starter starter() {
    List<JavaSource> sources = JavaSource.allIn(project.sourceRoots());
    Map<JavaSource, LambdaEvent> handlers = new LinkedHashMap<>();
    sources.forEach(
        source -> source.handledEvent().ifPresent(event -> handlers.put(source, event)));
    boolean isSpring = sources.stream().anyMatch(JavaSource::isSpringBootApplication);
    if (!handlers.isEmpty()) {
      addFunctions(handlers);
    } else if (!addDockerfile()) {
      addProgram(sources);
    }
    Website.in(project.directory(), isSpring).ifPresent(this::addWebsite);
    if (found.isEmpty()) {
      addHello();
    }
    return new Starter(files(), found);
  }

  private Map<Path, String> files() {
    String compile = project.javaPackage() == null ? "" : "package ";
    Map<Path, String> files = new LinkedHashMap<>();
    files.put(
        Path.of(Starter.CONFIG),
        config.yaml(
            List.of(
                "yaml-language-server: $schema=target/stacktape/stacktape.schema.json",
                NEXT.formatted(compile),
                "      (with -Dstacktape.local=true on this machine instead of in AWS)"),
            project.name()));
    files.putAll(sources);
    return files;
  }

  // ---- functions ----

  private void addFunctions(Map<JavaSource, LambdaEvent> handlers) {
    Map<LambdaEvent, Long> counts = new EnumMap<>(LambdaEvent.class);
    handlers.values().forEach(event -> counts.merge(event, 1L, Long::sum));
    long routes =
        counts.getOrDefault(LambdaEvent.HTTP_API, 0L)
            + counts.getOrDefault(LambdaEvent.HTTP_API_1, 0L);
    if (routes > 0) {
      config.add("api", "type: http-api-gateway");
    }
    handlers.forEach((source, event) -> addFunction(source, event, routes == 1));
  }

  private void addFunction(JavaSource source, LambdaEvent event, boolean onlyRoute) {
    String file = relative(source.file());
    found.add("the Lambda handler " + file);
    String name = withoutSuffix(source.className());
    String events =
        switch (event) {
          case HTTP_API -> route(name, "2.0", onlyRoute);
          case HTTP_API_1 -> route(name, "1.0", onlyRoute);
          case QUEUE -> queue(name);
          case SCHEDULE ->
              """
              events:
                - type: schedule
                  properties: { scheduleRate: rate(1 hour) }
              """;
          case OTHER -> "# What calls it stands under `events`.\n";
        };
    config.add(name, function(file, "", events));
  }

  private static String function(String file, String handler, String events) {
    return """
        type: function
        properties:
          packaging:
            type: stacktape-lambda-buildpack
            properties:
              entryfilePath: %s
        %s  memory: 1024
        %s"""
        .formatted(file, handler, events.indent(2));
  }

  private static String route(String name, String payload, boolean only) {
    return """
        events:
          - type: http-api-gateway
            properties: { httpApiGatewayName: api, method: '*', path: '%s', payloadFormat: '%s' }
        """
        .formatted(only ? "*" : "/" + dashed(name), payload);
  }

  private String queue(String name) {
    String queue =
        config.add(
            name + "Queue",
            """
            type: sqs-queue
            properties:
              visibilityTimeoutSeconds: 60
            """);
    return """
        events:
          - type: sqs
            properties: { sqsQueueName: %s }
        """
        .formatted(queue);
  }

  // ---- containers ----

  private boolean addDockerfile() {
    return Dockerfile.in(project.directory())
        .map(
            file -> {
              found.add("the Dockerfile");
              addContainer(
                  "service",
                  file.listens(),
                  """
                  type: custom-dockerfile
                  properties: { buildContextPath: . }
                  """,
                  "");
              return true;
            })
        .orElse(false);
  }

  private void addProgram(List<JavaSource> sources) {
    sources.stream()
        .filter(JavaSource::isSpringBootApplication)
        .findFirst()
        .or(() -> sources.stream().filter(JavaSource::hasMain).findFirst())
        .ifPresent(this::addProgram);
  }

  private void addProgram(JavaSource source) {
    boolean spring = source.isSpringBootApplication();
    String file = relative(source.file());
    found.add(spring ? "the Spring Boot application " + file : "the program " + file);
    String packaging =
        """
        type: stacktape-image-buildpack
        properties: { entryfilePath: %s }
        """
            .formatted(file);
    String port =
        """
        environment:
          - { name: SERVER_PORT, value: 3000 }
        """;
    addContainer(withoutSuffix(source.className()), spring, packaging, spring ? port : "");
  }

  private void addContainer(String name, boolean listens, String packaging, String environment) {
    String type =
        listens
            ? "type: web-service"
            : "# It is started again whenever it ends. For a program that ends, use a batch-job.\n"
                + "type: worker-service";
    config.add(
        name,
        """
        %s
        properties:
          packaging:
        %s  resources: { cpu: 0.5, memory: 1024 }
        %s"""
            .formatted(
                type, packaging.indent(4), environment.isEmpty() ? "" : environment.indent(2)));
  }

  // ---- websites ----

  private void addWebsite(Website website) {
    Path built = website.builtIn();
    found.add("the website in " + (built == null ? relative(website.folder()) : folder(built)));
    if (built != null) {
      config.addBefore(
          "buildWebsite",
          """
          type: local-script
          properties:
            executeCommand: npm install && npm run build
            cwd: %s
          """
              .formatted(folder(built)));
    }
    config.add(
        "website",
        """
        type: hosting-bucket
        properties:
          uploadDirectoryPath: %s
          hostingContentType: %s
        """
            .formatted(
                relative(website.folder()), built == null ? "static-website" : "single-page-app"));
  }

  // ---- nothing ----

  private void addHello() {
    config.add("api", "type: http-api-gateway");
    String javaPackage = project.javaPackage();
    String file;
    if (javaPackage == null) {
      file = "src/hello.js";
      sources.put(
          Path.of(file),
          """
          export const handle = async () => ({ statusCode: 200, body: "Hello" });
          """);
    } else {
      file = "src/main/java/" + javaPackage.replace('.', '/') + "/Hello.java";
      sources.put(
          Path.of(file),
          """
          package %s;

          import java.util.Map;

          /** Answers every request of the HTTP API. */
          public class Hello {
            public Map<String, Object> handle(Map<String, Object> event) {
              return Map.of("statusCode", 200, "body", "Hello");
            }
          }
          """
              .formatted(javaPackage));
    }
    found.add("nothing yet, so there is a function to begin with in " + file);
    config.add(
        "hello", function(file, "      handlerFunction: handle\n", route("hello", "2.0", true)));
  }

  // ---- names ----

  private String folder(Path path) {
    String relative = relative(path);
    return relative.isEmpty() ? "." : relative;
  }

  private String relative(Path path) {
    return project
        .directory()
        .relativize(path.toAbsolutePath().normalize())
        .toString()
        .replace('\\', '/');
  }

  /** {@code PlaceOrderHandler} is called {@code PlaceOrder}. */
  private static String withoutSuffix(String className) {
    String name = className.replaceFirst("(Lambda)?(Handler|Function|Lambda|Application)$", "");
    return name.isEmpty() ? className : name;
  }

  private static String dashed(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
