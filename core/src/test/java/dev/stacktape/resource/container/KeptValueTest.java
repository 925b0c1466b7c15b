package dev.stacktape.resource.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.template.Fn;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeptValueTest {
  private static final String HERE = ":${AWS::Region}:${AWS::AccountId}:";

  @Test
  void aSecretIsNamedByAnArnWithoutTheCharactersThatAwsAdds() {
    KeptValue kept = KeptValue.of("$Secret('mail-licence')").orElseThrow();
    String arn = "arn:${AWS::Partition}:secretsmanager" + HERE + "secret:mail-licence";
    assertThat(kept.source()).isEqualTo(Fn.sub(arn));
    assertThat(kept.resource()).isEqualTo(Fn.sub(arn + "-??????"));
    assertThat(kept.action()).isEqualTo("secretsmanager:GetSecretValue");
  }

  @Test
  void whatStandsBehindADotIsAKeyOfTheSecret() {
    KeptValue kept = KeptValue.of("$Secret('mail.token')").orElseThrow();
    assertThat(kept.source())
        .isEqualTo(Fn.sub("arn:${AWS::Partition}:secretsmanager" + HERE + "secret:mail:token::"));
  }

  @Test
  void aParameterIsNamedByItsArn() {
    Map<String, Object> arn = Fn.sub("arn:${AWS::Partition}:ssm" + HERE + "parameter/mail/rate");
    assertThat(KeptValue.of("$SsmParam('/mail/rate')"))
        .contains(new KeptValue(arn, "ssm:GetParameters", arn));
  }

  @Test
  void aReferenceThatIsAWholeValueIsReadWhereItIsKept() {
    assertThat(KeptValue.of(Fn.sub("{{resolve:secretsmanager:${DbSecret}:SecretString:password}}")))
        .hasValueSatisfying(
            kept -> {
              assertThat(kept.source()).isEqualTo(Fn.sub("${DbSecret}:password::"));
              assertThat(kept.resource()).isEqualTo(Fn.sub("${DbSecret}"));
            });
    assertThat(KeptValue.of("{{resolve:secretsmanager:mail:SecretString:token}}"))
        .hasValueSatisfying(
            kept ->
                assertThat(kept.source())
                    .isEqualTo(
                        Fn.sub(
                            "arn:${AWS::Partition}:secretsmanager"
                                + HERE
                                + "secret:mail:token::")));
  }

  @Test
  void everythingElseIsAPlainValue() {
    assertThat(KeptValue.of("hello")).isEmpty();
    assertThat(KeptValue.of("$ResourceParam('db', 'host')")).isEmpty();
    assertThat(KeptValue.of("$Secret(")).isEmpty();
    assertThat(KeptValue.of(Fn.getAtt("Db", "Endpoint.Address"))).isEmpty();
    assertThat(KeptValue.of("postgres://u:{{resolve:secretsmanager:db:SecretString:p}}@h"))
        .isEmpty();
  }
}
