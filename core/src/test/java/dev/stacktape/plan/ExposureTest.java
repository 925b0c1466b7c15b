package dev.stacktape.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.template.ResourceSchemas;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateDiff;
import dev.stacktape.template.TemplateText;
import org.junit.jupiter.api.Test;

class ExposureTest {
  private static final String ROLE =
      """
      A:
        Type: AWS::IAM::Role
        Properties:
          AssumeRolePolicyDocument:
            Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: 'sts:AssumeRole'}]
          Policies: [{PolicyName: p, PolicyDocument: {Statement: [%s]}}]
      """;
  private static final String READ =
      "{Effect: Allow, Action: ['s3:GetObject'], Resource: 'arn:b/*'}";

  private static Template template(String resource) {
    return TemplateText.parse(
        resource.isEmpty() ? "Description: none" : "Resources:\n" + resource.indent(2));
  }

  private static boolean grows(String deployed, String wanted) {
    TemplateDiff diff = TemplateDiff.between(template(deployed), template(wanted));
    return diff.resources().stream().anyMatch(new Exposure(ResourceSchemas.bundled())::grows);
  }

  private static String role(String statement) {
    return ROLE.formatted(statement);
  }

  @Test
  void aNewRoleWithNarrowRightsIsNoGrowth() {
    assertThat(grows("", role(READ))).isFalse();
  }

  @Test
  void aNewRoleThatMayDoEverythingIs() {
    assertThat(grows("", role("{Effect: Allow, Action: '*', Resource: '*'}"))).isTrue();
    assertThat(grows("", role("{Effect: Allow, NotAction: 'iam:*', Resource: '*'}"))).isTrue();
  }

  @Test
  void aRightThatWasNotThereIsGrowth() {
    assertThat(
            grows(
                role(READ),
                role(READ + ", {Effect: Allow, Action: 's3:PutObject', Resource: 'arn:b/*'}")))
        .isTrue();
    assertThat(grows(role(READ), role(READ.replace("arn:b/*", "*")))).isTrue();
    assertThat(grows(role(READ), role(READ.replace("s3:GetObject", "s3:*")))).isTrue();
    assertThat(grows(role(READ.replace("}", ", Condition: {Bool: {a: b}}}")), role(READ))).isTrue();
    assertThat(grows(role(READ), role(READ).replace("lambda.amazonaws", "ec2.amazonaws"))).isTrue();
  }

  @Test
  void aNarrowerRightIsNone() {
    assertThat(grows(role(READ.replace("s3:GetObject", "s3:*")), role(READ))).isFalse();
    assertThat(grows(role(READ), role(READ.replace("arn:b/*", "arn:b/c")))).isFalse();
    assertThat(grows(role(READ), role(READ.replace("['s3:GetObject']", "'S3:getobject'"))))
        .isFalse();
    assertThat(grows(role(READ), role(READ.replace("Allow", "Deny")))).isFalse();
    assertThat(grows(role(READ), role(""))).isFalse();
  }

  @Test
  void aLostDenialIsGrowth() {
    assertThat(grows(role(READ.replace("Allow", "Deny")), role(""))).isTrue();
  }

  @Test
  void anAttachedPolicyIsGrowth() {
    String attached = role(READ) + "    ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnly']\n";
    assertThat(grows(role(READ), attached)).isTrue();
    assertThat(grows(attached, role(READ))).isFalse();
    assertThat(grows("", attached)).isFalse();
    assertThat(grows("", attached.replace("ReadOnly", "AdministratorAccess"))).isTrue();
  }

  @Test
  void whatBecomesPublicIsGrowthWhetherNewOrChanged() {
    assertOpening("{Type: AWS::Lambda::Url, Properties: {AuthType: %s}}", "AWS_IAM", "NONE");
    assertOpening(
        "{Type: AWS::Lambda::Permission, Properties: {Principal: '%s'}}", "s3.amazonaws.com", "*");
    assertOpening(
        "{Type: AWS::RDS::DBInstance, Properties: {PubliclyAccessible: %s}}", "false", "true");
    assertOpening(
        "{Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupIngress: [{CidrIp: %s, FromPort: 22}]}}",
        "10.0.0.0/8", "0.0.0.0/0");
    assertOpening(
        "{Type: AWS::EC2::SecurityGroupIngress, Properties: {CidrIpv6: '%s'}}", "fd00::/8", "::/0");
    assertOpening(
        "{Type: AWS::S3::Bucket, Properties: {PublicAccessBlockConfiguration: {BlockPublicPolicy: %s}}}",
        "true", "false");
    assertOpening(
        "{Type: AWS::S3::Bucket, Properties: {AccessControl: %s}}", "Private", "PublicRead");
    assertOpening(
        "{Type: AWS::SQS::QueuePolicy, Properties: {PolicyDocument: {Statement: {Effect: Allow, Action: 'sqs:*', Resource: q, Principal: {AWS: '%s'}}}}}",
        "123456789012", "*");
  }

  @Test
  void everybodyUnderAConditionIsNotEverybody() {
    assertThat(
            grows(
                "",
                "A: {Type: AWS::SQS::QueuePolicy, Properties: {PolicyDocument: {Statement: [{Effect: Allow, Action: 'sqs:SendMessage', Resource: q, Principal: '*', Condition: {ArnEquals: {'aws:SourceArn': t}}}]}}}"))
        .isFalse();
  }

  private static void assertOpening(String resource, String closed, String open) {
    String before = "A: " + resource.formatted(closed);
    String after = "A: " + resource.formatted(open);
    assertThat(grows("", before)).as(before).isFalse();
    assertThat(grows("", after)).as(after).isTrue();
    assertThat(grows(before, after)).as(after).isTrue();
    assertThat(grows(after, before)).as(before).isFalse();
    assertThat(grows(after, after.replace("}}", ", X: y}}"))).as("open before").isFalse();
  }
}
