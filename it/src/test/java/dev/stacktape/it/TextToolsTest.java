package dev.stacktape.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stacktape.artifact.Programs;
import dev.stacktape.plan.Plan.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** The example with a function in TypeScript and one in Python, deployed and called. */
@Timeout(120)
class TextToolsTest {
  @TempDir Path work;
  private App app;
  private Session session;

  @BeforeEach
  void open() {
    Programs programs = new Programs(System.getenv());
    for (String program : new String[] {"node", "python3"}) {
      assumeTrue(
          programs.find(program).isPresent(),
          program + " is not on the PATH of this machine: the example is not tested");
    }
    copy(Path.of("../examples/text-tools"), work.resolve("app"));
    app = new App(work.resolve("app"));
    session = Session.open(work.resolve("aws"), app);
  }

  @AfterEach
  void close() {
    if (session != null) {
      session.close();
    }
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void functionsInTypeScriptAndPythonAnswer() throws Exception {
    assertThat(session.deploy().route()).isEqualTo(Route.CHANGE_SET);

    assertThat(get("/slug?text=" + encoded("Crème brûlée, twice!")))
        .isEqualTo("creme-brulee-twice");
    assertThat(get("/slug")).isEqualTo("Say what: /slug?text=...");
    assertThat(get("/words?text=" + encoded("The best of the best"))).isEqualTo("{\"best\": 2}");
    assertThat(session.deploy().route()).isEqualTo(Route.NOTHING);
  }

  @Test
  void stackTracesNameLinesOfTheSource() {
    session.deploy();

    InvokeResponse answer =
        session
            .clients
            .lambda()
            .invoke(
                call ->
                    call.functionName("app-dev-slug")
                        .payload(
                            SdkBytes.fromUtf8String(
                                "{\"queryStringParameters\":{\"text\":\"!\"}}")));

    assertThat(answer.functionError()).isEqualTo("Unhandled");
    assertThat(answer.payload().asUtf8String())
        .contains("\"errorType\":\"RangeError\"", "slug/slug.ts:10:", "slug/index.ts:13:");
  }

  @Test
  void changedCodeIsSwapped() throws Exception {
    session.deploy();
    Path source = app.folder().resolve("slug/slug.ts");
    Files.writeString(source, Files.readString(source).replace("'-')", "'_')"));
    Path words = app.folder().resolve("words/common.txt");
    Files.writeString(words, "best");

    assertThat(session.hotswap().route()).isEqualTo(Route.HOT_SWAP);

    assertThat(get("/slug?text=" + encoded("two words"))).isEqualTo("two_words");
    assertThat(get("/words?text=" + encoded("the best"))).isEqualTo("{\"the\": 1}");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String get(String path) throws Exception {
    String url =
        session.describe().outputs().values().stream()
            .filter(value -> value.startsWith("http"))
            .findFirst()
            .orElseThrow();
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    return response.body();
  }
}
