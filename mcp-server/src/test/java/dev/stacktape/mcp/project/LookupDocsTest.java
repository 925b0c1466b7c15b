package dev.stacktape.mcp.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stacktape.mcp.tool.Answer;
import dev.stacktape.mcp.tool.Arguments;
import dev.stacktape.mcp.tool.NoCall;
import dev.stacktape.mcp.tool.Refusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookupDocsTest {
  private static final int LONGEST_ANSWER = 4_000;

  private final LookupDocs docs = new LookupDocs();

  private Answer ask(String argument, String value) {
    return docs.call(new Arguments(Map.of(argument, value)), NoCall.INSTANCE);
  }

  /** What an agent would ask, and what has to be among the first three. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          visibility timeout of a queue            | QueueProperties.visibilityTimeoutSeconds
          how do I give a function access to a table | FunctionProperties.connectTo
          dead letter queue                        | QueueProperties.redrivePolicy
          schedule a function every hour           | ScheduleEvent.scheduleRate
          cron                                     | ScheduleEvent.scheduleRate
          environment variables of a function      | FunctionProperties.environment
          memory of lambda                         | FunctionProperties.memory
          timeout                                  | FunctionProperties.timeout
          javaVersion                              | LanguageSpecificConfig.javaVersion
          snapstart                                | FunctionProperties.snapStart
          provisioned concurrency                  | FunctionProperties.provisionedConcurrency
          fifo queue                               | QueueProperties.fifoEnabled
          cors                                     | HttpApiProperties.cors
          vpc                                      | StackConfig.vpc
          custom domain                            | CustomDomain.domainName
          dynamodb stream event                    | TableStreamEvent
          sns topic subscription                   | TopicEvent
          postgres database                        | type `relational-database`
          deploy a static website                  | type `hosting-bucket`
          docker image                             | guide `packaging: Container images`
          $Secret                                  | directive `$Secret
          secrets                                  | directive `$Secret
          $ResourceParam                           | directive `$ResourceParam
          $CfResourceParam                         | directive `$CfResourceParam
          $Stage                                   | directive `$Stage
          CONFIG_DUPLICATE_KEY                     | problem CONFIG_DUPLICATE_KEY
          what does PLAN_STALE mean                | problem PLAN_STALE
          mvn goal to hot-swap                     | guide `deploying: Hot-swap`
          mvn stacktape:logs                       | guide `operating: Logs`
          delete a stack                           | guide `deploying: Deleting`
          overrides of CloudFormation properties   | guide `configuration: Overrides`
          who has to approve                       | guide `agents: Who has to agree`
          """)
  void questionsFindTheirAnswer(String question, String answer) {
    String text = ask("query", question).text();

    assertThat(text.lines().limit(3)).as(text).anyMatch(line -> line.contains(answer));
    assertThat(text.length()).isLessThan(LONGEST_ANSWER);
  }

  @Test
  void whatAnAnswerNamesCanBeRead() {
    assertThat(ask("guide", "deploying: hot-swap").text()).startsWith("## Hot-swap");
    assertThat(ask("guide", "configuration").text()).contains("Configuration");
    assertThat(ask("structure", "RedrivePolicy").text()).contains("maxReceiveCount");
    Answer all = docs.call(new Arguments(Map.of()), NoCall.INSTANCE);
    assertThat(all.text())
        .contains("sqs-queue", "deploying: Hot-swap", "configuration: Directives");
    // A comment in an example is no section.
    assertThat(all.text()).doesNotContain("stacktape.yml in the root");
  }

  @Test
  void whatIsNotThereIsRefusedByItsName() {
    for (Map.Entry<String, String> code :
        List.of(
            Map.entry("guide", "GUIDE_UNKNOWN"),
            Map.entry("type", "TYPE_UNKNOWN"),
            Map.entry("structure", "STRUCTURE_UNKNOWN"))) {
      assertThat(catchThrowableOfType(Refusal.class, () -> ask(code.getKey(), "nope")).code())
          .isEqualTo(code.getValue());
    }
    assertThat(ask("query", "zzzzqqqq").text()).startsWith("Nothing mentions that");
  }
}
