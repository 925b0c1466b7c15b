package dev.stacktape.resource.rule;

import dev.stacktape.resource.alarm.AlarmEvaluation;
import dev.stacktape.resource.alarm.NotificationTarget;
import dev.stacktape.resource.alarm.NotificationTarget.Email;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Alarms.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html">PutMetricAlarm</a>
 */
final class AlarmRules {
  private static final int MINUTE = 60;
  private static final long DAY = 24L * 60 * MINUTE;
  private static final Pattern MAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");

  private AlarmRules() {}

  static void alarm(
      @Nullable AlarmEvaluation evaluation, List<NotificationTarget> targets, Place at) {
    if (evaluation != null) {
      evaluation(evaluation, at.in("evaluation"));
    }
    for (int i = 0; i < targets.size(); i++) {
      if (targets.get(i) instanceof Email mail) {
        Place place = at.in("notificationTargets", i, "properties");
        mail(mail.sender(), place.in("sender"));
        mail(mail.recipient(), place.in("recipient"));
      }
    }
  }

  private static void evaluation(AlarmEvaluation evaluation, Place at) {
    int period = evaluation.period() == null ? MINUTE : evaluation.period();
    int periods = evaluation.evaluationPeriods() == null ? 1 : evaluation.evaluationPeriods();
    int breached = evaluation.breachedPeriods() == null ? periods : evaluation.breachedPeriods();
    if (period < 1 || (period % MINUTE != 0 && period != 10 && period != 30)) {
      at.in("period").invalid("`period` must be 10, 30 or a multiple of 60, in seconds.", null);
    }
    if (periods < 1) {
      at.in("evaluationPeriods").invalid("`evaluationPeriods` must be at least 1.", null);
    } else if (breached < 1 || breached > periods) {
      at.in("breachedPeriods")
          .conflict(
              "`breachedPeriods` is %d, but only %d periods are looked at."
                  .formatted(breached, periods),
              "Let it be between 1 and `evaluationPeriods`.");
    }
    if ((long) period * periods > DAY && period <= 3600) {
      at.conflict("`period` times `evaluationPeriods` must not be more than a day.", null);
    }
  }

  private static void mail(String address, Place at) {
    if (ValueForms.isKnown(address) && !MAIL.matcher(address).matches()) {
      at.doubt("`%s` is not an e-mail address.".formatted(ValueForms.shown(address)), null);
    }
  }
}
