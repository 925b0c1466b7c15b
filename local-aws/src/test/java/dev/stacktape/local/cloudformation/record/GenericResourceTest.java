package dev.stacktape.local.cloudformation.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.ResourceProvider.Request;
import dev.stacktape.local.ResourceProvider.Result;
import dev.stacktape.local.cloudformation.stack.Journal;
import dev.stacktape.template.ResourceSchema;
import dev.stacktape.template.ResourceSchemas;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenericResourceTest {
  @TempDir Path state;
  private Records records;

  @BeforeEach
  void load() {
    records = Records.load(new Journal(state), "eu-west-1");
  }

  private Result create(String type, Map<String, Object> properties, String token) {
    return new GenericResource(schema(type), records).create(request("Thing", properties, token));
  }

  private static ResourceSchema schema(String type) {
    return Objects.requireNonNull(ResourceSchemas.bundled().find(type));
  }

  private static Request request(String logicalId, Map<String, Object> properties, String token) {
    return new Request(
        "shop", "arn:stack", logicalId, "eu-west-1", "123456789012", properties, Map.of(), token);
  }

  @ParameterizedTest(name = "Ref of {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AWS::IAM::Role                            | shop-Thing-[A-Z0-9]{12}
          AWS::S3::Bucket                           | shop-thing-[a-z0-9]{12}
          AWS::SQS::Queue                           | https://sqs.eu-west-1.amazonaws.com/123456789012/shop-Thing-[A-Z0-9]{12}
          AWS::SNS::Topic                           | arn:aws:sns:eu-west-1:123456789012:shop-Thing-[A-Z0-9]{12}
          AWS::Lambda::Function                     | shop-Thing-[A-Z0-9]{12}
          AWS::DynamoDB::Table                      | shop-Thing-[A-Z0-9]{12}
          AWS::Events::Rule                         | shop-Thing-[A-Z0-9]{12}
          AWS::EC2::VPC                             | vpc-[0-9a-f]{17}
          AWS::EC2::SecurityGroup                   | sg-[0-9a-f]{17}
          AWS::KMS::Key                             | [0-9a-f-]{36}
          AWS::ApiGatewayV2::Api                    | [a-z0-9]{10}
          AWS::ApiGatewayV2::Integration            | [a-z0-9]{10}
          AWS::CloudFront::Distribution             | E[A-Z0-9]{13}
          AWS::Cognito::UserPool                    | eu-west-1_[A-Z0-9]{9}
          AWS::ElasticLoadBalancingV2::LoadBalancer | arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop-Thing-[A-Z0-9]{12}/[0-9a-f]{16}
          AWS::SecretsManager::Secret               | arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-Thing-[A-Z0-9]{12}-[a-z0-9]{6}
          AWS::CertificateManager::Certificate      | arn:aws:acm:eu-west-1:123456789012:certificate/[0-9a-f-]{36}
          AWS::StepFunctions::StateMachine          | arn:aws:states:eu-west-1:123456789012:stateMachine:shop-Thing-[A-Z0-9]{12}
          """)
  void refLooksAsItDoesAtAws(String type, String pattern) {
    assertThat(create(type, Map.of(), "t").physicalId()).matches(pattern);
  }

  @ParameterizedTest(name = "{1} of {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AWS::IAM::Role         | Arn                | arn:aws:iam::123456789012:role/shop-Thing-[A-Z0-9]{12}
          AWS::IAM::Role         | RoleId             | AROA[A-Z0-9]{17}
          AWS::S3::Bucket        | Arn                | arn:aws:s3:::shop-thing-[a-z0-9]{12}
          AWS::S3::Bucket        | RegionalDomainName | shop-thing-[a-z0-9]{12}.s3.eu-west-1.amazonaws.com
          AWS::Logs::LogGroup    | Arn                | arn:aws:logs:eu-west-1:123456789012:log-group:shop-Thing-[A-Z0-9]{12}:\\*
          AWS::DynamoDB::Table   | StreamArn          | arn:aws:dynamodb:eu-west-1:123456789012:table/shop-Thing-[A-Z0-9]{12}/stream/.*
          AWS::RDS::DBCluster    | Endpoint.Address   | shop-thing-.*.eu-west-1.rds.amazonaws.com
          AWS::ApiGatewayV2::Api | ApiEndpoint        | https://[a-z0-9]{10}.execute-api.eu-west-1.amazonaws.com
          """)
  void attributesLookAsTheyDoAtAws(String type, String attribute, String pattern) {
    assertThat(String.valueOf(create(type, Map.of(), "t").attributes().get(attribute)))
        .matches(pattern);
  }

  @Test
  void everyTypeOfTheRegistryHasAnIdAndAllItsAttributes() {
    for (String type : ResourceSchemas.bundled().types()) {
      Result result = create(type, Map.of(), "token of " + type);
      assertThat(result.physicalId()).as(type).isNotBlank();
      assertThat(result.attributes()).as(type).containsOnlyKeys(schema(type).attributes().keySet());
    }
  }

  @Test
  void aTaskDefinitionHasARevisionForEachTimeItIsMade() {
    Map<String, Object> family = Map.of("Family", "api");
    String first = create("AWS::ECS::TaskDefinition", family, "one").physicalId();
    String second = create("AWS::ECS::TaskDefinition", family, "two").physicalId();
    assertThat(first).endsWith(":task-definition/api:1");
    assertThat(second).endsWith(":task-definition/api:2");
    assertThat(create("AWS::ECS::TaskDefinition", family, "two").physicalId()).isEqualTo(second);
  }

  @Test
  void aGivenNameIsTheIdentifierAndIsTakenOnce() {
    Map<String, Object> named = Map.of("RoleName", "worker");
    assertThat(create("AWS::IAM::Role", named, "one").physicalId()).isEqualTo("worker");
    assertThatThrownBy(() -> create("AWS::IAM::Role", named, "two"))
        .isInstanceOfSatisfying(
            AwsError.class, e -> assertThat(e.code()).isEqualTo("AlreadyExists"))
        .hasMessage("worker already exists in stack arn:stack");
    assertThat(create("AWS::IAM::User", Map.of("UserName", "worker"), "x").physicalId())
        .isEqualTo("worker");
  }

  @Test
  void theSameAttemptGivesTheSameResourceEvenAfterARestart() {
    Result first = create("AWS::EC2::VPC", Map.of(), "t");
    load();
    assertThat(create("AWS::EC2::VPC", Map.of(), "t")).isEqualTo(first);
    assertThat(create("AWS::EC2::VPC", Map.of(), "u")).isNotEqualTo(first);
  }

  @Test
  void aDeletedNameIsFreeAgain() {
    Map<String, Object> named = Map.of("RoleName", "worker");
    create("AWS::IAM::Role", named, "one");
    new GenericResource(schema("AWS::IAM::Role"), records)
        .delete(request("Thing", named, "d"), "worker");
    assertThat(create("AWS::IAM::Role", named, "two").physicalId()).isEqualTo("worker");
  }

  @Test
  void longNamesAreShortenedToWhatAwsTakes() {
    Request request =
        new Request(
            "a".repeat(100),
            "arn:stack",
            "B".repeat(100),
            "eu-west-1",
            "123456789012",
            Map.of(),
            Map.of(),
            "t");
    assertThat(new GenericResource(schema("AWS::IAM::Role"), records).create(request).physicalId())
        .hasSize(64)
        .matches("a{51}-[A-Z0-9]{12}");
  }
}
