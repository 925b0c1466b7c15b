package dev.stacktape.mcp.story;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.LibraryResolver;
import dev.stacktape.local.server.LocalAws;
import dev.stacktape.local.server.LocalAwsOptions;
import dev.stacktape.mcp.approval.PlanStore;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The embedded AWS, a project, and the home of a server: all that a story needs. */
final class Stage implements AutoCloseable {
  final LocalAws aws;
  final ShopProject project;
  final Path home;

  private Stage(LocalAws aws, ShopProject project, Path home) {
    this.aws = aws;
    this.project = project;
    this.home = home;
  }

  static Stage in(Path folder) throws IOException {
    return new Stage(
        LocalAws.start(
            LocalAwsOptions.in(folder.resolve("aws")).libraries(new ClassPathLibraries())),
        ShopProject.in(folder.resolve("shop")),
        folder.resolve("home"));
  }

  List<String> options(String... more) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--project",
                project.folder().toString(),
                "--home",
                home.toString(),
                "--region",
                ShopProject.REGION,
                "--embedded",
                aws.endpoint()));
    options.addAll(Arrays.asList(more));
    return options;
  }

  /** An agent that may do everything, with a person at the client. */
  Agent agent(Function<String, String> person) {
    return Agent.with(options("--allow-write", "--allow-delete"), person);
  }

  /** What a person does at a terminal. */
  void approveAtTerminal(String planId) {
    PlanStore plans = new PlanStore(home.resolve("plans"), Clock.systemUTC());
    plans.approve(plans.get(planId), "terminal");
  }

  /** What functions have said so far, for whoever reads a failed test. */
  String logs() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(home.resolveSibling("aws").resolve("logs"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file)).append('\n');
      }
    }
    return all.toString();
  }

  static String get(String url) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Override
  public void close() {
    aws.close();
  }

  /** What functions run with comes from the class path of the test. */
  private static final class ClassPathLibraries implements LibraryResolver {
    @Override
    public List<Path> resolve(String coordinates) {
      String artifact = coordinates.split(":")[1];
      List<Path> jars =
          Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
              .map(Path::of)
              .filter(jar -> String.valueOf(jar.getFileName()).matches(artifact + "-\\d.*\\.jar"))
              .toList();
      if (jars.isEmpty()) {
        throw new AwsError(400, "LibraryNotAvailable", coordinates + " is not on the class path");
      }
      return jars;
    }
  }
}
