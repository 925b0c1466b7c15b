package dev.stacktape.resource.auth;

import dev.stacktape.name.LogicalId;
import dev.stacktape.name.PhysicalName;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.List;
import java.util.Map;

/**
 * The role by which a user pool sends text messages. It may send to phones only, not to topics.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-sms-settings.html">SMS
 *     settings</a>
 */
final class TextMessages {
  private TextMessages() {}

  private static String roleId(String name) {
    return LogicalId.of(name, "SendSmsRole");
  }

  /** What the role asks for, so that no other account's pool can use it. */
  private static String externalId(Contribution<?> to) {
    return PhysicalName.fit(UserPoolType.fullName(to.name(), to.stack(), ""), 64);
  }

  static Tree configuration(Contribution<?> to) {
    return new Tree()
        .with("SnsCallerArn", Fn.getAtt(roleId(to.name()), "Arn"))
        .with("ExternalId", externalId(to));
  }

  static void contribute(Contribution<?> to) {
    Map<String, Object> assumedByCognito =
        new Tree()
            .with("Effect", "Allow")
            .with("Principal", Map.of("Service", "cognito-idp.amazonaws.com"))
            .with("Action", "sts:AssumeRole")
            .with("Condition", Map.of("StringEquals", Map.of("sts:ExternalId", externalId(to))))
            .build();
    // A phone has no ARN; what has none of SNS's is a phone.
    Map<String, Object> sendToPhones =
        new Tree()
            .with("Effect", "Allow")
            .with("Action", List.of("sns:Publish"))
            .with("NotResource", List.of(Fn.sub("arn:${AWS::Partition}:sns:*:*:*")))
            .build();
    to.add(
        roleId(to.name()),
        CfnResource.of(
            "AWS::IAM::Role",
            new Tree()
                .with("AssumeRolePolicyDocument", Statement.document(List.of(assumedByCognito)))
                .with(
                    "Policies",
                    List.of(
                        new Tree()
                            .with("PolicyName", "send-text-messages")
                            .with("PolicyDocument", Statement.document(List.of(sendToPhones)))
                            .build()))
                .build()));
  }
}
