package dev.stacktape.resource.function;

import dev.stacktape.resource.Tree;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;

/**
 * What lets a service of AWS call a function.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html">AWS::Lambda::Permission</a>
 */
final class CallPermission {
  private CallPermission() {}

  /**
   * Lets a service call on behalf of one resource.
   *
   * @param functionArn a template value
   * @param service such as {@code events.amazonaws.com}
   * @param sourceArn what the service acts for, a template value
   */
  static CfnResource of(Object functionArn, String service, Object sourceArn) {
    return CfnResource.of("AWS::Lambda::Permission", tree(functionArn, service, sourceArn).build());
  }

  /** The same where the source's ARN does not say whose it is, as those of buckets. */
  static CfnResource inAccount(Object functionArn, String service, Object sourceArn) {
    return CfnResource.of(
        "AWS::Lambda::Permission",
        tree(functionArn, service, sourceArn)
            .with("SourceAccount", Fn.ref("AWS::AccountId"))
            .build());
  }

  private static Tree tree(Object functionArn, String service, Object sourceArn) {
    return new Tree()
        .with("Action", "lambda:InvokeFunction")
        .with("FunctionName", functionArn)
        .with("Principal", service)
        .with("SourceArn", sourceArn);
  }
}
