package dev.stacktape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.deploy.DeploymentSettings;
import dev.stacktape.event.Event;
import dev.stacktape.name.Target;
import dev.stacktape.plan.DeploymentMode;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollbackAlarmsTest {
  private static final Target TARGET = new Target("shop", "dev", "eu-west-1", "123456789012");
  private static final Template ALARM =
      TemplateText.parse(
          """
          Resources:
            ErrorsAlarm:
              Type: AWS::CloudWatch::Alarm
              Properties: { AlarmName: shop-dev-errors }
          """);
  private static final String ARN =
      "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:shop-dev-errors";

  private final List<Event> events = new ArrayList<>();

  @Test
  void anArnIsTakenAsItIs() {
    assertThat(watched(Template.empty(), Template.empty(), "arn:aws:cloudwatch:x"))
        .containsExactly("arn:aws:cloudwatch:x");
  }

  @Test
  void anAlarmThatIsDeployedAndStaysIsWatched() {
    assertThat(watched(ALARM, ALARM, "errors")).containsExactly(ARN);
    assertThat(events).isEmpty();
  }

  @Test
  void anAlarmThatIsNewIsNotWatchedYetAndThatIsSaid() {
    assertThat(watched(Template.empty(), ALARM, "errors")).isEmpty();
    assertThat(events).singleElement().isInstanceOf(Event.Noted.class);
  }

  @Test
  void anAlarmThatGoesOrNeverWasIsWarnedOf() {
    assertThat(watched(ALARM, Template.empty(), "errors")).isEmpty();
    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            Event.Warned.class,
            warned -> assertThat(warned.problem().code()).isEqualTo("RESOURCE_NOT_FOUND"));
  }

  private List<String> watched(Template deployed, Template wanted, String alarm) {
    DeploymentSettings settings =
        new DeploymentSettings(
            true,
            "arn:role",
            List.of(alarm),
            5,
            List.of("arn:topic"),
            true,
            3,
            DeploymentMode.standard("the stage `production` is protected"));
    DeploymentSettings watching =
        new RollbackAlarms(TARGET, deployed, wanted, events::add).in(settings);
    assertThat(watching.watching(List.of(alarm))).isEqualTo(settings);
    return watching.rollbackAlarms();
  }
}
