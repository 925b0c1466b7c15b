package dev.stacktape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.name.Target;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import org.junit.jupiter.api.Test;

class AccountOfTemplateTest {
  private static final Target HERE = new Target("shop", "dev", "eu-west-1", Target.UNKNOWN_ACCOUNT);
  private static final Target THERE = new Target("shop", "dev", "eu-west-1", "123456789012");

  private static Template template(Target target, String description) {
    return TemplateText.parse(
        """
        Description: %s
        Resources:
          Jobs:
            Type: AWS::SQS::Queue
            Properties: { QueueName: shop-dev-jobs-%s }
        """
            .formatted(description, target.hash()));
  }

  @Test
  void namesAreThoseOfTheAccountOfTheOtherTemplate() {
    Template deployed = template(THERE, "STP-stack_shop_dev_" + THERE.hash());
    Template offline = template(HERE, "STP-stack_shop_dev_" + HERE.hash());

    assertThat(offline).isNotEqualTo(deployed);
    assertThat(AccountOfTemplate.taken(offline, HERE, deployed)).isEqualTo(deployed);
  }

  @Test
  void anotherStackOrAnAccountThatIsKnownChangesNothing() {
    Template offline = template(HERE, "STP-stack_shop_dev_" + HERE.hash());

    assertThat(
            AccountOfTemplate.taken(
                offline, HERE, template(THERE, "STP-stack_shop_test_" + THERE.hash())))
        .isSameAs(offline);
    assertThat(AccountOfTemplate.taken(offline, THERE, offline)).isSameAs(offline);
    assertThat(AccountOfTemplate.taken(offline, HERE, TemplateText.parse("Resources: {}")))
        .isSameAs(offline);
  }
}
