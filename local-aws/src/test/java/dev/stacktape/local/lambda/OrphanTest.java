package dev.stacktape.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.local.TestLibraries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions end with the process that runs the endpoint, even when that one is killed. */
class OrphanTest {
  private static final String PID =
      """
      import com.amazonaws.services.lambda.runtime.*;
      public class Pid implements RequestHandler<Object, Long> {
        public Long handleRequest(Object event, Context context) {
          return ProcessHandle.current().pid();
        }
      }
      """;

  @TempDir Path state;

  /**
   * An endpoint with one warm process per kind; prints their ids, then stays until it is killed.
   */
  static final class Parent {
    public static void main(String[] args) throws IOException {
      Path state = Path.of(args[0]);
      for (boolean nativeClient : new boolean[] {true, false}) {
        LambdaFixture aws =
            new LambdaFixture(
                state.resolve(String.valueOf(nativeClient)), nativeClient, new TestLibraries());
        aws.createJava("pid", "Pid", PID);
        System.out.println(LambdaFixture.text(aws.invoke("pid", "{}")));
        print(
            aws,
            "nodejs20.x",
            "node",
            "index.mjs",
            "export const handler = async () => process.pid;");
        print(
            aws,
            "python3.12",
            "python3",
            "index.py",
            "import os\ndef handler(e, c): return os.getpid()\n");
      }
      System.out.println("ready");
      System.in.read();
    }

    private static void print(
        LambdaFixture aws, String runtime, String program, String file, String source) {
      boolean there =
          List.of(System.getenv("PATH").split(":", -1)).stream()
              .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
      if (there) {
        aws.create(program, runtime, "index.handler", HandlerZip.file(file, source), Map.of());
        System.out.println(LambdaFixture.text(aws.invoke(program, "{}")));
      }
    }
  }

  @Test
  void noFunctionOutlivesAKilledEndpoint() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName(),
                state.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<ProcessHandle> functions = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals("ready")) {
          break;
        }
        functions.add(ProcessHandle.of(Long.parseLong(line)).orElseThrow());
      }
      assertThat(functions).hasSizeGreaterThanOrEqualTo(2).allMatch(ProcessHandle::isAlive);
    } finally {
      parent.destroyForcibly();
    }

    for (ProcessHandle function : functions) {
      function.onExit().get(30, TimeUnit.SECONDS);
    }
    assertThat(functions).noneMatch(ProcessHandle::isAlive);
  }
}
