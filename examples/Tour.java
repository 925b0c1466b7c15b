import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tour of the README: {@code java examples/Tour.java}. Builds Stacktape, then plays a day in the
 * life of a small application on the embedded AWS: deployed, called, changed, hot-swapped, broken,
 * rolled back and deleted. Needs a JDK and nothing else; every command that it runs is printed, and
 * can be typed by hand just as well.
 */
public final class Tour {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private static final boolean COLOURS = System.console() != null && System.getenv("NO_COLOR") == null;
  private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

  private final Path repository;
  private final Path work;
  private final Path application;
  private final Path state;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private Process endpoint;

  private Tour(Path repository) {
    this.repository = repository;
    this.work = repository.resolve("target").resolve("tour");
    this.application = work.resolve("orders-api");
    this.state = work.resolve("aws");
  }

  public static void main(String[] arguments) throws Exception {
    long start = System.nanoTime();
    Tour tour = new Tour(repository());
    try {
      tour.run();
    } catch (Failed failed) {
      OUT.println();
      OUT.println("The tour ended early: " + failed.getMessage());
      System.exit(1);
    } finally {
      tour.stopAws();
    }
    OUT.printf("%nThat was all of it, in %d seconds.%n", (System.nanoTime() - start) / 1_000_000_000);
  }

  private void run() throws Exception {
    deleteFolder(work);
    Files.createDirectories(work);

    title("Build Stacktape");
    maven(repository, "install", "-q", "-DskipTests", "-pl", "core,local-aws,maven-plugin", "-am");
    copyFolder(repository.resolve("examples").resolve("orders-api"), application);

    title("An AWS on this machine");
    startAws();

    title("Deploy: the config of examples/orders-api becomes one CloudFormation stack");
    goal("package", "stacktape:deploy", "-DskipTests");
    String api = output("ApiUrl");
    String order = post(api + "/orders", order("ada", "espresso"));
    String id = first("\"id\"\\s*:\\s*\"([^\"]+)\"", order);
    require(get(api + "/orders/" + id).contains("espresso"), "the order was not read back");

    title("Change the code, hot-swap it");
    replace(
        "src/main/java/com/example/orders/handler/PlaceOrder.java",
        "request.customer(),",
        "request.customer().toUpperCase(),");
    goal("compile", "stacktape:hotswap");
    String again = post(api + "/orders", order("grace", "ristretto"));
    require(again.contains("GRACE"), "the new code does not answer");

    title("Deploy the same thing again");
    goal("package", "stacktape:deploy", "-DskipTests");

    title("Break a resource: the deployment fails and rolls back by itself");
    append(
        "stacktape.yml",
        """

        cloudformationResources:
          Doomed:
            Type: AWS::SQS::Queue
            Properties:
              QueueName: orders-api-dev-fulfilmentQueue
        """);
    replace(
        "stacktape.yml",
        "connectTo: [ordersTable, fulfilmentQueue]",
        "connectTo: [ordersTable, fulfilmentQueue]\n      timeout: 25");
    failingGoal("stacktape:deploy");
    require(get(api + "/orders/" + id).contains("espresso"), "the API does not answer any more");

    title("Delete: refused while data would be lost, until it is named");
    failingGoal("stacktape:delete");
    goal("stacktape:delete", "-Dstacktape.allowDataLoss=ordersTable,fulfilmentQueue");
  }

  // ---- commands ----

  private void goal(String... goals) throws IOException, InterruptedException {
    require(run(application, command(goals)) == 0, "that command should have succeeded");
  }

  private void failingGoal(String... goals) throws IOException, InterruptedException {
    require(run(application, command(goals)) != 0, "that command should have failed");
  }

  private List<String> command(String... goals) {
    List<String> command = new ArrayList<>(List.of(wrapper(), "-B", "-ntp"));
    command.addAll(List.of(goals));
    command.add("-Dstacktape.local=true");
    command.add("-Dstacktape.localState=" + state);
    return command;
  }

  private void maven(Path folder, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(wrapper(), "-B", "-ntp"));
    command.addAll(List.of(arguments));
    require(run(folder, command) == 0, "the build failed");
  }

  private String wrapper() {
    return repository.resolve(WINDOWS ? "mvnw.cmd" : "mvnw").toString();
  }

  private int run(Path folder, List<String> command) throws IOException, InterruptedException {
    say("$ mvn " + shown(command));
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    try (BufferedReader lines = reader(process)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (worthReading(line)) {
          OUT.println("  " + line.replaceFirst("^\\[(INFO|ERROR)] ?", ""));
        }
      }
    }
    int code = process.waitFor();
    say(String.format("  (%.1f s)", (System.nanoTime() - start) / 1e9));
    return code;
  }

  private String shown(List<String> command) {
    return String.join(" ", command.stream().skip(3).filter(a -> !a.contains("localState")).toList());
  }

  /** Maven's own lines about itself are left out. */
  private static boolean worthReading(String line) {
    return !line.matches(
        "\\[(INFO|WARNING)] *(---+.*|Scanning for.*|Building .*|BUILD .*|Total time.*|Finished at.*|from pom.xml.*"
            + "|Nothing to compile.*|Copying .*|skip non existing.*|Tests are skipped.*|Recompiling.*"
            + "|Compiling .*|Tests run.*|.*jar is being.*|Using .*encoding.*|No sources to compile|)")
        && !line.matches("\\[INFO] *(-+<.*|-+\\[.*)")
        && !line.matches("\\[ERROR] *(|->.*|To see the full.*|Re-run Maven.*|For more information.*|\\[Help.*)");
  }

  // ---- the embedded AWS ----

  private void startAws() throws IOException {
    List<String> command =
        List.of(wrapper(), "-B", "-ntp", "stacktape:local", "-Dstacktape.localState=" + state);
    say("$ mvn stacktape:local &");
    endpoint =
        new ProcessBuilder(command)
            .directory(application.toFile())
            .redirectErrorStream(true)
            .start();
    BufferedReader lines = reader(endpoint);
    String line;
    do {
      line = lines.readLine();
      require(line != null, "the embedded AWS did not start");
    } while (!line.contains("answers at"));
    OUT.println("  " + line.replaceFirst("^\\[INFO] ?", ""));
    CompletableFuture.runAsync(() -> drain(lines));
  }

  private static void drain(BufferedReader lines) {
    try {
      while (lines.readLine() != null) {
        // A full pipe would stop the process.
      }
    } catch (IOException e) {
      // It has ended.
    }
  }

  private void stopAws() throws InterruptedException {
    if (endpoint == null) {
      return;
    }
    List<ProcessHandle> children = endpoint.descendants().toList();
    children.forEach(ProcessHandle::destroy);
    endpoint.destroy();
    if (!endpoint.waitFor(20, TimeUnit.SECONDS)) {
      endpoint.destroyForcibly();
    }
  }

  // ---- the application ----

  private static String order(String customer, String sku) {
    return "{\"customer\":\"%s\",\"items\":[{\"sku\":\"%s\",\"quantity\":2}]}"
        .formatted(customer, sku);
  }

  private String post(String url, String body) throws IOException, InterruptedException {
    say("$ curl -X POST " + url + " -d '" + body + "'");
    return send(HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  private String get(String url) throws IOException, InterruptedException {
    say("$ curl " + url);
    return send(HttpRequest.newBuilder(URI.create(url)).build());
  }

  private String send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    OUT.println("  " + response.statusCode() + " " + response.body());
    require(response.statusCode() / 100 == 2, "the API answered " + response.statusCode());
    return response.body();
  }

  private String output(String name) throws IOException {
    String info =
        Files.readString(application.resolve("target/stacktape/orders-api-dev/stack-info.json"));
    return first("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"", info);
  }

  // ---- files ----

  private void replace(String file, String before, String after) throws IOException {
    Path path = application.resolve(file);
    String text = Files.readString(path);
    require(text.contains(before), file + " does not contain " + before);
    Files.writeString(path, text.replace(before, after));
    say("  " + file + ": " + before + " becomes " + after);
  }

  private void append(String file, String text) throws IOException {
    Path path = application.resolve(file);
    Files.writeString(path, Files.readString(path) + text);
    say("  " + file + " gets:");
    text.strip().lines().forEach(line -> OUT.println("    " + line));
  }

  private static Path repository() {
    Path here = Path.of("").toAbsolutePath();
    while (here != null && !Files.exists(here.resolve("examples").resolve("Tour.java"))) {
      here = here.getParent();
    }
    if (here == null) {
      throw new IllegalStateException("Run this from the folder of the repository.");
    }
    return here;
  }

  private static void copyFolder(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            if (folder.endsWith("target")) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(folder).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file).toString()));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void deleteFolder(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException error)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  // ---- words ----

  private static void title(String text) {
    OUT.println();
    OUT.println(COLOURS ? "\u001b[1m== " + text + "\u001b[0m" : "== " + text);
  }

  private static void say(String text) {
    OUT.println(COLOURS ? "\u001b[36m" + text + "\u001b[0m" : text);
  }

  private static String first(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    require(matcher.find(), "no " + pattern + " in " + text);
    return matcher.group(1);
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new Failed(otherwise);
    }
  }

  private static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failed(String message) {
      super(message);
    }
  }
}
