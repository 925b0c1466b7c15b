package dev.stacktape.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentFailureTest {
  @Test
  void whatHelpsNobodyIsLeftOut() {
    assertThat(
            DeploymentFailure.cleaned(
                "Resource handler returned message: \"The role defined for the function cannot be"
                    + " assumed by Lambda. (Service: Lambda, Status Code: 400, Request ID:"
                    + " 7ab-1) (SDK Attempt Count: 1)\" (RequestToken: 9f, HandlerErrorCode:"
                    + " InvalidRequest)"))
        .isEqualTo("The role defined for the function cannot be assumed by Lambda");
    assertThat(
            DeploymentFailure.cleaned(
                "Access Denied (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied;"
                    + " Request ID: X; S3 Extended Request ID: Y; Proxy: null)"))
        .isEqualTo("Access Denied");
    assertThat(DeploymentFailure.cleaned("plain (with brackets) text."))
        .isEqualTo("plain (with brackets) text");
    assertThat(DeploymentFailure.cleaned(null)).isEqualTo("AWS gives no reason");
    assertThat(DeploymentFailure.cleaned(" ")).isEqualTo("AWS gives no reason");
  }

  @Test
  void theSecretsThatAResourceReadsAreNamed() {
    String template =
        """
        Resources:
          Db:
            Type: AWS::RDS::DBCluster
            Properties:
              MasterUserPassword: '{{resolve:secretsmanager:db:SecretString:password}}'
              MasterUsername: !Sub 'x{{resolve:secretsmanager:owner:SecretString}}'
              Port: 1
          Topic: { Type: AWS::SNS::Topic }
        """;
    assertThat(SecretsRead.by("Db", template)).isEqualTo("`db.password`, `owner`");
    assertThat(SecretsRead.by("Topic", template)).isEmpty();
    assertThat(SecretsRead.by("Gone", template)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "User: arn:x is not authorized to perform: iam:PassRole on resource: y | iam:PassRole",
        "not authorized to perform: sqs:CreateQueue | permission that AWS names",
        "orders already exists in stack arn:x | outside of the stack",
        "CloudFormation cannot update a stack when a custom-named resource requires replacing. |"
            + " rename",
        "Secrets Manager can't find the specified secret. | create-secret",
        "Could not find a value associated with JSONKey in SecretString | JSON object",
        "Limit exceeded for resource of type | quota",
        "Error occurred while GetObject. S3 Error Code: NoSuchKey | deploy again",
        "Unzipped size must be smaller than 262144000 bytes | 250 MB",
        "The runtime parameter of nodejs12.x is no longer supported for creating | runtime that",
        "decreases account's UnreservedConcurrentExecution below its minimum | concurrency",
        "Queue visibility timeout: 30 seconds is less than Function timeout: 60 seconds |"
            + " visibility",
        "Cannot perform more than one GSI creation or deletion in a single update | one by one",
        "The bucket you tried to delete is not empty | allowDataLoss",
        "Export orders-arn cannot be deleted as it is in use by billing-dev | Another stack",
        "resource sg-1 has a dependent object | still uses",
        "Rate exceeded | in a minute",
        "The resource did not stabilize | its own logs",
        "The security token included in the request is expired | sign in",
        "Table can't be deleted while DeletionProtection is enabled | protected",
        "Replacement type updates not supported on stack with disable-rollback. | disableRollback",
        "ECS Deployment Circuit Breaker was triggered. | last log lines",
        "No Fargate configuration exists for given values: 300 CPU, 512 memory. | certain pairs",
        "Unable to assume the service linked role. Please verify that the ECS service linked role"
            + " exists. | in a minute",
        "The role defined for the function cannot be assumed by Lambda. | deploy again",
        "DNS Record Set is not available. Certificate is in FAILED status. | hosted zone",
        "One or more of the CNAMEs you provided are already associated with a different resource. |"
            + " distribution",
        "[Tried to create resource record set [name='a.b.', type='A'] but it already exists] |"
            + " record of this name",
        "You can't create this secret because a secret with this name is already scheduled for"
            + " deletion. | restore-secret",
        "You must wait 60 seconds after deleting a queue before you can create another with the"
            + " same name. | 60 seconds",
        "Cannot find version 13.99 for postgres | describe-db-engine-versions",
        "Cannot upgrade postgres from 16.4 to 15.2 | describe-db-engine-versions",
        "The parameter MasterUserPassword is not a valid password. | 8 characters",
        "RDS does not support creating a DB instance with this combination: instance class"
            + " db.t2.micro is not supported | size",
        "We currently do not have sufficient capacity. InsufficientInstanceCapacity | later",
        "There are not enough free addresses in subnet subnet-1 | larger subnets",
        "The CIDR '10.0.0.0/24' conflicts with another subnet | address range",
        "You can't currently modify the storage of this DB instance because the previous storage"
            + " change is being optimized. | six hours",
        "CloudFormation did not receive a response from your Custom Resource. | its logs",
        "MalformedPolicyDocument: Syntax errors in policy. | statements",
        "Source image 1.dkr.ecr.x/y@sha256:z does not exist. | architecture",
        "Circular dependency between resources: [A, B] | each other",
        "Template format error: Number of resources, 512, is greater than maximum allowed, 500 |"
            + " two projects",
        "Template format error: Unrecognized resource types: [AWS::X::Y] | another region",
        "Template format error: Unresolved resource dependencies [A] in the Resources block |"
            + " overrides",
        "Domain already associated with another user pool. | user pool",
        "The scope is not valid., field: SCOPE_VALUE, parameter: CLOUDFRONT | us-east-1",
        "Internal Failure | failed inside"
      })
  void knownReasonsHaveAHint(String reason, String hint) {
    assertThat(KnownFailure.hintFor(reason).orElse("none")).contains(hint);
  }

  @Test
  void anUnknownReasonHasNone() {
    assertThat(KnownFailure.hintFor("Something quite new")).isEmpty();
  }
}
