package dev.stacktape.resource.alarm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An alarm as the config has it, whatever it watches. */
public interface AlarmSettings {
  /** What it watches; a record with the word of its kind. */
  Object trigger();

  /** How measurements become an alarm. */
  @Nullable AlarmEvaluation evaluation();

  /** Who is told. */
  List<NotificationTarget> notificationTargets();

  /** Keeps the alarm in the history. */
  @Nullable Boolean includeInHistory();

  /** Words for the notification. */
  @Nullable String description();
}
