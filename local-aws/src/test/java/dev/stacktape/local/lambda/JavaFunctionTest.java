package dev.stacktape.local.lambda;

import static dev.stacktape.local.lambda.LambdaFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.LibraryResolver;
import dev.stacktape.local.TestLibraries;
import dev.stacktape.local.lambda.FunctionInvoker.Answer;
import dev.stacktape.local.value.Document;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Java functions, through AWS's runtime interface client and through the loop of our own. */
class JavaFunctionTest {
  private static final String ECHO =
      """
      import com.amazonaws.services.lambda.runtime.*;
      import java.util.*;

      public class Echo implements RequestHandler<Map<String, Object>, Map<String, Object>> {
        private int calls;

        public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
          System.out.println("handling " + event.get("name"));
          Map<String, Object> answer = new TreeMap<>();
          answer.put("hello", event.get("name"));
          answer.put("calls", ++calls);
          answer.put("pid", ProcessHandle.current().pid());
          answer.put("function", context.getFunctionName());
          answer.put("arn", context.getInvokedFunctionArn());
          answer.put("left", context.getRemainingTimeInMillis() > 1000);
          return answer;
        }
      }
      """;

  @TempDir Path state;
  private LambdaFixture fixture;

  private LambdaFixture start(boolean nativeClient) {
    fixture = new LambdaFixture(state, nativeClient, new TestLibraries());
    return fixture;
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aProcessIsStartedOnceAndKeptWarm(boolean nativeClient) {
    LambdaFixture aws = start(nativeClient);
    aws.createJava("echo", "Echo", ECHO);

    Document first = Document.parse(text(aws.invoke("echo", "{\"name\":\"Ann\"}")));
    Document second = Document.parse(text(aws.invoke("echo", "{\"name\":\"Bob\"}")));

    assertThat(first.values())
        .containsEntry("hello", "Ann")
        .containsEntry("calls", 1)
        .containsEntry("function", "echo")
        .containsEntry("arn", "arn:aws:lambda:eu-west-1:123456789012:function:echo")
        .containsEntry("left", true);
    assertThat(second.values()).containsEntry("hello", "Bob").containsEntry("calls", 2);
    assertThat(second.get("pid")).isEqualTo(first.get("pid"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theLogHoldsWhatTheHandlerPrintedBetweenOurLines(boolean nativeClient) {
    LambdaFixture aws = start(nativeClient);
    aws.createJava("echo", "Echo", ECHO);

    Answer answer = aws.invoke("echo", "{\"name\":\"Ann\"}");

    String tail = new String(answer.logTail(), StandardCharsets.UTF_8);
    String id = answer.requestId();
    assertThat(tail)
        .startsWith("START RequestId: " + id + " Version: $LATEST\n")
        .containsSubsequence(
            "handling Ann\n", "END RequestId: " + id + "\n", "REPORT RequestId: " + id)
        .contains("Memory Size: 256 MB\t", "Init Duration: ");
    assertThat(aws.log).contains("/aws/lambda/echo handling Ann");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anExceptionIsTheAnswerAndTheProcessLivesOn(boolean nativeClient) {
    LambdaFixture aws = start(nativeClient);
    aws.createJava(
        "picky",
        "Picky",
        """
        import com.amazonaws.services.lambda.runtime.*;
        public class Picky implements RequestHandler<String, String> {
          public String handleRequest(String event, Context context) {
            if (event.isEmpty()) {
              throw new IllegalArgumentException("say \\"something\\"");
            }
            return event + ProcessHandle.current().pid();
          }
        }
        """);
    String before = text(aws.invoke("picky", "\"a\""));

    Answer failed = aws.invoke("picky", "\"\"");

    assertThat(failed.functionError()).isEqualTo("Unhandled");
    Document error = Document.parse(text(failed));
    assertThat(error.text("errorMessage")).isEqualTo("say \"something\"");
    assertThat(error.text("errorType")).isEqualTo("java.lang.IllegalArgumentException");
    assertThat(error.texts("stackTrace").get(0)).startsWith("Picky.handleRequest(");
    assertThat(text(aws.invoke("picky", "\"a\""))).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aHandlerThatTakesTooLongIsEndedAndTheNextEventGetsANewProcess(boolean nativeClient) {
    LambdaFixture aws = start(nativeClient);
    aws.createJava(
        "slow",
        "Slow",
        """
        import com.amazonaws.services.lambda.runtime.*;
        public class Slow implements RequestHandler<Boolean, Long> {
          public Long handleRequest(Boolean hang, Context context) throws Exception {
            return hang ? waitForever() : ProcessHandle.current().pid();
          }
          private static long waitForever() {
            while (true) {
              Thread.onSpinWait();
            }
          }
        }
        """
            .replace(" throws Exception", ""));
    aws.call("PUT", "/2015-03-31/functions/slow/configuration", Map.of("Timeout", 1));
    String process = text(aws.invoke("slow", "false"));

    Answer late = aws.invoke("slow", "true");

    assertThat(late.functionError()).isEqualTo("Unhandled");
    assertThat(Document.parse(text(late)).text("errorMessage"))
        .matches(
            "\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z "
                + late.requestId()
                + " Task timed out after 1.00 seconds");
    assertThat(ProcessHandle.of(Long.parseLong(process)).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(text(aws.invoke("slow", "false"))).isNotEqualTo(process).matches("\\d+");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void newCodeAnswersTheNextCall(boolean nativeClient) {
    LambdaFixture aws = start(nativeClient);
    String source =
        """
        import com.amazonaws.services.lambda.runtime.*;
        import java.io.*;
        public class Say implements RequestStreamHandler {
          public void handleRequest(InputStream in, OutputStream out, Context context)
              throws IOException {
            out.write("\\"WORD\\"".getBytes());
          }
        }
        """;
    aws.createJava("say", "Say", source.replace("WORD", "one"));
    assertThat(text(aws.invoke("say", "{}"))).isEqualTo("\"one\"");

    byte[] zip = HandlerZip.java("Say", source.replace("WORD", "two"));
    Document updated =
        aws.call(
            "PUT",
            "/2015-03-31/functions/say/code",
            Map.of("ZipFile", Base64.getEncoder().encodeToString(zip), "Publish", true));

    assertThat(updated.text("LastUpdateStatus")).isEqualTo("Successful");
    assertThat(updated.text("Version")).isEqualTo("1");
    assertThat(text(aws.invoke("say", "{}"))).isEqualTo("\"two\"");
    assertThat(text(aws.invoke("say:1", "{}"))).isEqualTo("\"two\"");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void overlappingCallsGetProcessesOfTheirOwn(boolean nativeClient) {
    LambdaFixture aws = start(nativeClient);
    // Each call waits until the other one has begun, so they cannot have shared a process.
    aws.createJava(
        "pair",
        "Pair",
        """
        import com.amazonaws.services.lambda.runtime.*;
        import java.nio.file.*;
        import java.util.*;
        public class Pair implements RequestHandler<Map<String, String>, Long> {
          public Long handleRequest(Map<String, String> event, Context context) {
            try {
              Files.createFile(Path.of(event.get("mine")));
              while (!Files.exists(Path.of(event.get("other")))) {
                Thread.sleep(5);
              }
              return ProcessHandle.current().pid();
            } catch (Exception e) {
              throw new RuntimeException(e);
            }
          }
        }
        """);
    String a = state.resolve("a").toString();
    String b = state.resolve("b").toString();

    List<CompletableFuture<String>> calls = new ArrayList<>();
    for (String[] names : List.of(new String[] {a, b}, new String[] {b, a})) {
      String event = Document.json(Map.of("mine", names[0], "other", names[1]));
      calls.add(CompletableFuture.supplyAsync(() -> text(aws.invoke("pair", event))));
    }

    Set<String> processes = new HashSet<>();
    calls.forEach(call -> processes.add(call.join()));
    assertThat(processes).hasSize(2).allMatch(pid -> pid.matches("\\d+"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theEnvironmentIsThatOfLambdaAndNothingOfOurs(boolean nativeClient) {
    LambdaFixture aws = start(nativeClient);
    byte[] zip =
        HandlerZip.java(
            "Env",
            """
            import com.amazonaws.services.lambda.runtime.*;
            import java.util.*;
            public class Env implements RequestHandler<Object, Map<String, String>> {
              public Map<String, String> handleRequest(Object event, Context context) {
                Map<String, String> all = new TreeMap<>(System.getenv());
                all.put("cwd", System.getProperty("user.dir"));
                all.put("heap", String.valueOf(Runtime.getRuntime().maxMemory() >> 20));
                return all;
              }
            }
            """);
    aws.create(
        "env",
        "java17",
        "Env",
        zip,
        Map.of(
            "Environment",
            Map.of("Variables", Map.of("TABLE", "orders", "JAVA_TOOL_OPTIONS", "-Da=b"))));

    Map<String, String> variables =
        Document.parse("{\"all\":" + text(aws.invoke("env", "{}")) + "}").textMap("all");

    assertThat(variables)
        .containsEntry("TABLE", "orders")
        .containsEntry("JAVA_TOOL_OPTIONS", "-Da=b")
        .containsEntry("AWS_LAMBDA_FUNCTION_NAME", "env")
        .containsEntry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST")
        .containsEntry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256")
        .containsEntry("AWS_REGION", "eu-west-1")
        .containsEntry("AWS_ENDPOINT_URL", "http://127.0.0.1:4566")
        .containsEntry("_HANDLER", "Env")
        .containsEntry("LAMBDA_TASK_ROOT", variables.get("cwd"))
        .containsKeys("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "PATH");
    assertThat(Integer.parseInt(variables.get("heap"))).isBetween(150, 256);
    Set<String> inherited = new HashSet<>(System.getenv().keySet());
    inherited.retainAll(variables.keySet());
    assertThat(inherited)
        .isSubsetOf(
            "PATH",
            "HOME",
            "TMPDIR",
            "TMP",
            "TEMP",
            "SystemRoot",
            "USERPROFILE",
            "LANG",
            "TZ",
            "AWS_REGION",
            "AWS_DEFAULT_REGION",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_ENDPOINT_URL",
            "JAVA_TOOL_OPTIONS");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aMissingHandlerClassIsFoundAtTheFirstCall(boolean nativeClient) {
    LambdaFixture aws = start(nativeClient);
    byte[] zip = HandlerZip.java("Echo", ECHO);
    Document created = aws.create("gone", "java17", "com.example.Gone", zip, Map.of());

    assertThat(created.text("State")).isEqualTo("Active");
    Answer answer = aws.invoke("gone", "{}");

    assertThat(answer.functionError()).isEqualTo("Unhandled");
    Document error = Document.parse(text(answer));
    assertThat(error.text("errorType")).isEqualTo("java.lang.ClassNotFoundException");
    assertThat(error.text("errorMessage")).isEqualTo("Class not found: com.example.Gone");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aProcessThatEndsItselfIsAnError(boolean nativeClient) {
    LambdaFixture aws = start(nativeClient);
    aws.createJava(
        "exit",
        "Exit",
        """
        import com.amazonaws.services.lambda.runtime.*;
        public class Exit implements RequestHandler<Object, String> {
          public String handleRequest(Object event, Context context) {
            System.exit(7);
            return "";
          }
        }
        """);

    Answer answer = aws.invoke("exit", "{}");

    assertThat(text(answer))
        .isEqualTo(
            "{\"errorMessage\":\"RequestId: "
                + answer.requestId()
                + " Error: Runtime exited with error: exit status 7\",\"errorType\":\"Runtime.ExitError\"}");
  }

  @Test
  void classesOfANewerJavaAreRefusedWithBothVersions() {
    LambdaFixture aws = start(true);
    Map<String, byte[]> classes = HandlerZip.compile("Echo", ECHO);
    // Bytes 6 and 7 hold the class file's version; 99 is that of Java 55.
    classes.get("Echo.class")[7] = 99;
    aws.create("modern", "java17", "Echo::handleRequest", HandlerZip.zip(classes), Map.of());

    Answer answer = aws.invoke("modern", "{}");

    int present = Runtime.version().feature();
    assertThat(Document.parse(text(answer)).text("errorMessage"))
        .isEqualTo(
            "The handler Echo::handleRequest is compiled for Java 55, but functions run here on Java "
                + present
                + ". Start with Java 55 or newer, or compile for Java "
                + present
                + ".");
    assertThat(answer.functionError()).isEqualTo("Unhandled");
  }

  @Test
  void withoutAnyRepositoryTheFunctionsOwnJarsDo() {
    LibraryResolver nothing =
        coordinates -> {
          throw new AwsError(400, "LibraryNotAvailable", coordinates);
        };
    fixture = new LambdaFixture(state, true, nothing);
    Map<String, byte[]> files = new LinkedHashMap<>(HandlerZip.compile("Echo", ECHO));
    for (String library : List.of("aws-lambda-java-core", "aws-lambda-java-serialization")) {
      Path jar = new TestLibraries().resolve("com.amazonaws:" + library + ":any").get(0);
      files.put("lib/" + jar.getFileName(), HandlerZip.bytes(jar));
    }
    fixture.create("echo", "java17", "Echo", HandlerZip.zip(files), Map.of());

    assertThat(text(fixture.invoke("echo", "{\"name\":\"Ann\"}"))).contains("\"hello\":\"Ann\"");
  }
}
