package dev.stacktape.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.problem.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@NullMarked
class ConfigLoaderTest {
  private final Problems problems = new Problems();

  private @Nullable Config tryLoad(String yaml) {
    return ConfigLoader.load(
        new ConfigSource("stacktape.yml", Path.of("."), yaml),
        LoadContext.of("shop", "dev", "eu-west-1"),
        ErrorMessagesTest.TYPES,
        problems);
  }

  private Config load(String yaml) {
    return Objects.requireNonNull(tryLoad(yaml), () -> problems.sorted().toString());
  }

  @Test
  void everyPartOfAConfigIsThere() {
    Config config =
        load(
            """
            serviceName: shop
            variables:
              size: 512
            scripts:
              migrate:
                type: local-script-with-bastion-tunneling
                properties:
                  executeCommands: [npm ci, npm run migrate]
                  environment:
                    - {name: LEVEL, value: 3}
            hooks:
              afterDeploy:
                - {scriptName: migrate, skipOnCI: true}
            deploymentConfig:
              terminationProtection: "true"
              previousVersionsToKeep: "5"
            stackConfig:
              tags: [{name: team, value: $Stage()}]
              outputs: [{name: url, value: "$ResourceParam('api', 'url')"}]
              vpc: {reuseVpc: {projectName: net, stage: prod}}
            resources:
              jobs:
                type: sqs-queue
              api:
                type: function
                properties:
                  packaging:
                    type: stacktape-lambda-buildpack
                    properties:
                      entryfilePath: src/Main.java
                  memory: $Var().size
                overrides:
                  ApiFunction: {Timeout: 5}
            cloudformationResources:
              Topic:
                Type: AWS::SNS::Topic
                Properties: {TopicName: !Sub '${AWS::StackName}-t'}
            """);

    assertThat(problems.sorted()).isEmpty();
    RootConfig values = config.values();
    assertThat(values.serviceName()).isEqualTo("shop");
    assertThat(values.scripts().get("migrate"))
        .isInstanceOf(Script.Tunneled.class)
        .extracting(Script::executeCommands, Script::environment)
        .containsExactly(
            List.of("npm ci", "npm run migrate"),
            List.of(new Script.Variable("LEVEL", new ScalarValue(3L))));
    assertThat(Objects.requireNonNull(values.hooks()).afterDeploy())
        .containsExactly(new Hooks.Hook("migrate", true, null));
    assertThat(Objects.requireNonNull(values.deploymentConfig()).previousVersionsToKeep())
        .isEqualTo(5);
    StackConfig stack = Objects.requireNonNull(values.stackConfig());
    assertThat(stack.tags()).containsExactly(new StackConfig.Tag("team", "dev"));
    assertThat(stack.outputs())
        .containsExactly(new StackConfig.Output("url", "$ResourceParam('api', 'url')", null, null));
    assertThat(values.cloudformationResources().get("Topic").toPlain())
        .isEqualTo(
            Map.of(
                "Type",
                "AWS::SNS::Topic",
                "Properties",
                Map.of("TopicName", Map.of("Fn::Sub", "${AWS::StackName}-t"))));
  }

  @Test
  void aResourceKnowsItsTypeItsPropertiesAndItsPlaces() {
    Config config =
        load(
            """
            resources:
              jobs:
                type: sqs-queue
              more:
                type: sqs-queue
                properties:
                  tags: [a, b]
                overrides: {MoreQueue: {DelaySeconds: 1}}
            """);

    assertThat(config.resources()).containsOnlyKeys("jobs", "more");
    ResourceDefinition jobs = Objects.requireNonNull(config.resources().get("jobs"));
    assertThat(jobs.properties())
        .isEqualTo(new ErrorMessagesTest.QueueProperties(null, null, List.of()));
    assertThat(jobs.overrides()).isNull();
    assertThat(jobs.location().line()).isEqualTo(2);
    assertThat(jobs.locate("tags").line()).isEqualTo(2);
    ResourceDefinition more = Objects.requireNonNull(config.resources().get("more"));
    assertThat(more.locate("tags", 1)).hasToString("stacktape.yml:7:17");
    assertThat(Objects.requireNonNull(more.overrides()).toPlain())
        .isEqualTo(Map.of("MoreQueue", Map.of("DelaySeconds", 1L)));
  }

  @Test
  void aProblemThatWasReportedIsNotReportedAgainByWhatDependsOnIt() {
    assertThat(
            tryLoad(
                """
                variables: {a: $Stgae(), b: $Var().a}
                resources:
                  jobs:
                    type: sqs-queue
                    properties:
                      fifoEnabled: $Var().b
                      delayMessagesSecond: $Format('{}', $Var().b)
                """))
        .isNull();
    assertThat(problems.sorted())
        .singleElement()
        .satisfies(problem -> assertThat(problem.code()).isEqualTo("DIRECTIVE_UNKNOWN"));
  }

  @Test
  void warningsAloneDoNotStopAConfig() {
    assertThat(tryLoad("{variables: {a: 1}, resources: {}}")).isNotNull();
    assertThat(problems.sorted()).hasSize(1);
  }

  @Test
  void theWordsOfAllTypesAreInOrder() {
    assertThat(ResourceTypes.WORDS).isSorted().doesNotHaveDuplicates().hasSize(44);
  }
}
