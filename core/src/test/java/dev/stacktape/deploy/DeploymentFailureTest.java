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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "User: arn:x is not authorized to perform: iam:PassRole on resource: y | iam:PassRole",
        "not authorized to perform: sqs:CreateQueue | permission that AWS names",
        "orders already exists in stack arn:x | outside of the stack",
        "CloudFormation cannot update a stack when a custom-named resource requires replacing. | rename",
        "Limit exceeded for resource of type | quota",
        "Error occurred while GetObject. S3 Error Code: NoSuchKey | deploy again",
        "Unzipped size must be smaller than 262144000 bytes | 250 MB",
        "The runtime parameter of nodejs12.x is no longer supported for creating | runtime that",
        "decreases account's UnreservedConcurrentExecution below its minimum | concurrency",
        "Queue visibility timeout: 30 seconds is less than Function timeout: 60 seconds | visibility",
        "Cannot perform more than one GSI creation or deletion in a single update | one by one",
        "The bucket you tried to delete is not empty | allowDataLoss",
        "Export orders-arn cannot be deleted as it is in use by billing-dev | Another stack",
        "resource sg-1 has a dependent object | still uses",
        "Rate exceeded | in a minute",
        "The resource did not stabilize | its own logs",
        "The security token included in the request is expired | sign in",
        "Table can't be deleted while DeletionProtection is enabled | protected"
      })
  void knownReasonsHaveAHint(String reason, String hint) {
    assertThat(KnownFailure.hintFor(reason).orElse("none")).contains(hint);
  }

  @Test
  void anUnknownReasonHasNone() {
    assertThat(KnownFailure.hintFor("Something quite new")).isEmpty();
  }
}
