package dev.stacktape.local.lambda;

import static dev.stacktape.local.lambda.LambdaFixture.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stacktape.local.lambda.FunctionInvoker.Answer;
import dev.stacktape.local.value.Document;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions that run by an interpreter of the machine; each test needs its own. */
class ScriptFunctionTest {
  @TempDir Path state;
  private LambdaFixture aws;

  @BeforeEach
  void start() {
    aws = new LambdaFixture(state);
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private static void needs(String program) {
    boolean there =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    assumeTrue(there, program + " is not on the PATH of this machine: functions not tested");
  }

  private void node(String name, String file, String source) {
    aws.create(name, "nodejs20.x", "index.handler", HandlerZip.file(file, source), Map.of());
  }

  @Test
  void nodeHandlersMayBeModulesOrCommonJsAsyncOrWithCallback() {
    needs("node");
    node(
        "esm",
        "index.mjs",
        "export const handler = async (event, context) => ({ hello: event.name, by: context.functionName });");
    node(
        "cjs",
        "index.js",
        "exports.handler = (event, context, callback) => { console.log('seen'); callback(null, event.name); };");

    assertThat(text(aws.invoke("esm", "{\"name\":\"Ann\"}")))
        .isEqualTo("{\"hello\":\"Ann\",\"by\":\"esm\"}");
    Answer answer = aws.invoke("cjs", "{\"name\":\"Bob\"}");
    assertThat(text(answer)).isEqualTo("\"Bob\"");
    assertThat(new String(answer.logTail(), UTF_8)).contains("seen\n");
  }

  @Test
  void nodeErrorsCarryTypeMessageAndTrace() {
    needs("node");
    node(
        "failing",
        "index.mjs",
        "export const handler = async () => { throw new TypeError('no'); };");
    node("broken", "other.mjs", "export const handler = 1;");

    Answer failed = aws.invoke("failing", "{}");
    assertThat(failed.functionError()).isEqualTo("Unhandled");
    assertThat(Document.parse(text(failed)).values())
        .containsEntry("errorType", "TypeError")
        .containsEntry("errorMessage", "no")
        .containsKey("trace");
    assertThat(Document.parse(text(aws.invoke("broken", "{}"))).values())
        .containsEntry("errorType", "Runtime.ImportModuleError");
  }

  @Test
  void pythonHandlersAnswerFailAndPrint() {
    needs("python3");
    aws.create(
        "snake",
        "python3.12",
        "app.main.handler",
        HandlerZip.file(
            "app/main.py",
            """
            import os
            def handler(event, context):
                print("seen", event)
                if event.get("fail"):
                    raise ValueError("no")
                return {"name": event["name"], "id": len(context.aws_request_id), "left": context.get_remaining_time_in_millis() > 0}
            """),
        Map.of());

    Answer good = aws.invoke("snake", "{\"name\":\"Ann\"}");
    assertThat(text(good)).isEqualTo("{\"name\": \"Ann\", \"id\": 36, \"left\": true}");
    assertThat(new String(good.logTail(), UTF_8)).contains("seen {'name': 'Ann'}\n");
    assertThat(Document.parse(text(aws.invoke("snake", "{\"fail\":true}"))).values())
        .containsEntry("errorType", "ValueError")
        .containsEntry("errorMessage", "no");
  }

  @Test
  void aBootstrapOfTheUsersOwnIsRun() {
    needs("sh");
    needs("curl");
    aws.create(
        "own",
        "provided.al2023",
        "unused",
        HandlerZip.file(
            "bootstrap",
            """
            #!/bin/sh
            while true; do
              headers=$(mktemp)
              curl -sS -D "$headers" "http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation/next" > event
              id=$(grep -i '^lambda-runtime-aws-request-id' "$headers" | tr -d '\\r' | cut -d' ' -f2)
              curl -sS -X POST "http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation/$id/response" -d "{\\"got\\":$(cat event)}" > reply
            done
            """),
        Map.of());

    assertThat(text(aws.invoke("own", "{\"a\":1}"))).isEqualTo("{\"got\":{\"a\":1}}");
  }

  @Test
  void aRuntimeThatIsNotRunHereSaysSo() {
    aws.create("sharp", "dotnet8", "a::b", HandlerZip.file("a.txt", "x"), Map.of());

    Answer answer = aws.invoke("sharp", "{}");

    assertThat(answer.functionError()).isEqualTo("Unhandled");
    assertThat(Document.parse(text(answer)).text("errorMessage"))
        .contains("functions with runtime dotnet8", "it runs java*, nodejs*, python*");
  }
}
