package dev.stacktape.operate.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.template.Fn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveValuesTest {
  private final FakeLiveStack stack = new FakeLiveStack();
  private final LiveValues values = new LiveValues(stack);

  @Test
  void plainValuesAreTheirText() {
    assertThat(values.text("as it is")).isEqualTo("as it is");
    assertThat(values.text(25)).isEqualTo("25");
    assertThat(values.text(true)).isEqualTo("true");
    assertThat(values.text(List.of("a", "b"))).isEqualTo("a,b");
  }

  @Test
  void functionsGiveWhatCloudFormationWouldGive() {
    stack.physicalIds.put("Queue", "https://sqs/jobs");
    stack.attributes.put("Db.Endpoint.Address", "db.local");
    stack.exports.put("BaseDevVpcId", "vpc-1");
    assertThat(values.text(Fn.ref("Queue"))).isEqualTo("https://sqs/jobs");
    assertThat(values.text(Fn.ref("AWS::Region"))).isEqualTo("eu-west-1");
    assertThat(values.text(Fn.ref("AWS::NoValue"))).isEmpty();
    assertThat(values.text(Fn.getAtt("Db", "Endpoint.Address"))).isEqualTo("db.local");
    assertThat(values.text(Map.of("Fn::GetAtt", "Db.Endpoint.Address"))).isEqualTo("db.local");
    assertThat(values.text(Fn.importValue("BaseDevVpcId"))).isEqualTo("vpc-1");
    assertThat(values.text(Fn.join(":", List.of("a", Fn.ref("Queue"), 1))))
        .isEqualTo("a:https://sqs/jobs:1");
    assertThat(values.text(Fn.sub("${AWS::AccountId}/${Db.Endpoint.Address}/${!kept}")))
        .isEqualTo("123456789012/db.local/${kept}");
    assertThat(values.text(Fn.sub("${own}-${Queue}", Map.of("own", Fn.ref("AWS::Region")))))
        .isEqualTo("eu-west-1-https://sqs/jobs");
    Object split = Map.of("Fn::Split", List.of("/", Fn.ref("Queue")));
    assertThat(values.text(Map.of("Fn::Select", List.of(3, split)))).isEqualTo("jobs");
    assertThat(values.text(Map.of("Fn::Select", List.of("0", List.of("x", "y"))))).isEqualTo("x");
    assertThat(values.text(Map.of("Fn::Base64", "ab"))).isEqualTo("YWI=");
  }

  @Test
  void secretsAreReadAndRemembered() {
    stack.secrets.put("shop", "{\"user\": \"ann\", \"port\": 5432, \"key\": \"line 1\\nline 2\"}");
    stack.secrets.put("arn:aws:secretsmanager:eu-west-1:1:secret:shop-a1b2", "whole");
    stack.secrets.put("old@AWSPREVIOUS", "before");
    stack.secrets.put("exact#v7", "seven");
    stack.parameters.put("/shop/level", new LiveStack.Parameter("debug", false));
    stack.parameters.put("/shop/token:2", new LiveStack.Parameter("t0ken", true));
    assertThat(values.text("{{resolve:secretsmanager:shop:SecretString:user}}@host"))
        .isEqualTo("ann@host");
    assertThat(values.text("{{resolve:secretsmanager:shop:SecretString:port::}}"))
        .isEqualTo("5432");
    assertThat(
            values.text(
                "{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:1:secret:shop-a1b2}}"))
        .isEqualTo("whole");
    assertThat(values.text("{{resolve:secretsmanager:old:SecretString::AWSPREVIOUS}}"))
        .isEqualTo("before");
    assertThat(values.text("{{resolve:secretsmanager:exact:SecretString:::v7}}"))
        .isEqualTo("seven");
    assertThat(values.text("{{resolve:ssm:/shop/level}}")).isEqualTo("debug");
    assertThat(values.text("{{resolve:ssm:/shop/token:2}}")).isEqualTo("t0ken");
    assertThat(values.secrets()).contains("ann", "whole", "seven", "t0ken").doesNotContain("debug");
    assertThat(values.text("{{resolve:secretsmanager:shop:SecretString:key}}"))
        .isEqualTo("line 1\nline 2");
    assertThat(values.secrets()).contains("line 1", "line 2");
  }

  @Test
  void aSecretInsideOfAFunctionIsPutInAfterTheFunctionWasEvaluated() {
    stack.physicalIds.put("Credentials", "arn:aws:secretsmanager:eu-west-1:1:secret:db-x");
    stack.secrets.put(
        "arn:aws:secretsmanager:eu-west-1:1:secret:db-x", "{\"password\": \"$1\\\\\"}");
    assertThat(
            values.text(Fn.sub("{{resolve:secretsmanager:${Credentials}:SecretString:password}}!")))
        .isEqualTo("$1\\!");
  }

  @Test
  void whatIsNotThereIsSaidWithoutQuotingASecret() {
    stack.secrets.put("text", "hunter2-is-no-json");
    assertThat(problem(Fn.ref("Queue")).message()).contains("`Queue`");
    assertThat(problem(Fn.getAtt("Db", "Port")).code()).isEqualTo("SCRIPT_VALUE_NOT_DEPLOYED");
    assertThat(problem(Fn.importValue("Nobody")).hint()).contains("export: true");
    assertThat(problem("{{resolve:secretsmanager:none}}").code())
        .isEqualTo("SCRIPT_SECRET_NOT_FOUND");
    assertThat(problem("{{resolve:ssm:none}}").message()).contains("parameter `none`");
    assertThat(problem("{{resolve:secretsmanager:text:SecretString:user}}").message())
        .contains("key `user`")
        .doesNotContain("hunter2");
  }

  private Problem problem(Object value) {
    return catchThrowableOfType(StacktapeException.class, () -> values.text(value))
        .problems()
        .get(0);
  }
}
