package dev.stacktape.operate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.name.Target;
import dev.stacktape.operate.StackReport.Link;
import dev.stacktape.operate.StackReport.Resource;
import dev.stacktape.plan.SwapRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackReportTest {
  private static final Path GOLDEN = Path.of("src/test/resources/dev/stacktape/operate");
  private static final Target TARGET = new Target("orders", "dev", "eu-west-1", "123456789012");

  @TempDir Path folder;

  @Test
  void aStackIsReadable() throws IOException {
    golden("report.txt", StackReportText.render(report()) + "\n");
  }

  @Test
  void aStackThatIsNotThereSaysSo() {
    StackReport none =
        new StackReport(
            TARGET,
            "http://127.0.0.1:4566",
            null,
            null,
            null,
            null,
            Map.of(),
            List.of(),
            List.of());
    assertThat(StackReportText.render(none))
        .isEqualTo(
            "Stack orders-dev in eu-west-1, account 123456789012, at http://127.0.0.1:4566\n"
                + "  not deployed");
  }

  @Test
  void bothFilesAreWrittenWholeAndTwice() throws IOException {
    Path there = folder.resolve("a/b");
    Map<String, Duration> timings = new LinkedHashMap<>();
    timings.put("PACKAGE", Duration.ofMillis(1234));
    timings.put("DEPLOY", Duration.ofSeconds(7));
    StackInfoFile.writeTemplate(there, "Resources: {}\n");
    StackInfoFile.writeTemplate(there, "Resources: {A: 1}\n");
    StackInfoFile.write(there.resolve("stack-info.json"), report(), Map.of());
    Path file = StackInfoFile.write(there.resolve("stack-info.json"), report(), timings);
    golden("stack-info.json", Files.readString(file));
    assertThat(there.resolve("template.yml")).hasContent("Resources: {A: 1}\n");
    try (Stream<Path> files = Files.list(there)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void linksLeadToTheConsoleOfThePartition() {
    assertThat(new ConsoleLinks("eu-west-1").stack("arn:a/b"))
        .isEqualTo(
            "https://eu-west-1.console.aws.amazon.com/cloudformation/home?region=eu-west-1"
                + "#/stacks/stackinfo?stackId=arn%3Aa%2Fb");
    assertThat(new ConsoleLinks("cn-north-1").resource("AWS::Lambda::Function", "f"))
        .contains(
            "https://cn-north-1.console.amazonaws.cn/lambda/home?region=cn-north-1#/functions/f");
    assertThat(new ConsoleLinks("us-gov-west-1").resource("AWS::S3::Bucket", "100%s"))
        .contains(
            "https://us-gov-west-1.console.amazonaws-us-gov.com/s3/buckets/100%25s"
                + "?region=us-gov-west-1");
    assertThat(new ConsoleLinks("eu-west-1").resource("AWS::IAM::Role", "r")).isEmpty();
  }

  private static StackReport report() {
    Map<String, String> outputs = new LinkedHashMap<>();
    outputs.put("ApiUrl", "https://abc.execute-api.eu-west-1.amazonaws.com");
    outputs.put("QueueArn", "arn:aws:sqs:eu-west-1:123456789012:jobs");
    return new StackReport(
        TARGET,
        null,
        "UPDATE_COMPLETE",
        null,
        "2026-11-20T08:00:00Z",
        "2026-11-23T12:00:00Z",
        outputs,
        List.of(
            new Link("ApiUrl", "https://abc.execute-api.eu-west-1.amazonaws.com"),
            new Link("CloudFormation stack", "https://eu-west-1.console.aws.amazon.com/x")),
        List.of(
            new Resource(
                "saveOrder",
                "Save",
                "AWS::Lambda::Function",
                "orders-dev-save",
                "UPDATE_COMPLETE",
                true,
                new SwapRecord(
                    "Save",
                    "saveOrder",
                    "AWS::Lambda::Function",
                    List.of("Code", "Timeout"),
                    "d",
                    null,
                    "2026-11-24T09:00:00Z",
                    "arn:aws:iam::123456789012:user/ada")),
            new Resource("jobs", "Jobs", "AWS::SQS::Queue", null, "CREATE_FAILED", false),
            new Resource("saveOrder", "Role", "AWS::IAM::Role", "role-1", "CREATE_COMPLETE", false),
            new Resource(null, "Shared", "AWS::Logs::LogGroup", "g", "CREATE_COMPLETE", false)));
  }

  private static void golden(String name, String actual) throws IOException {
    Path file = GOLDEN.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(file));
  }
}
