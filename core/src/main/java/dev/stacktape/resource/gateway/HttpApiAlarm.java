package dev.stacktape.resource.gateway;

import dev.stacktape.config.Doc;
import dev.stacktape.resource.alarm.AlarmEvaluation;
import dev.stacktape.resource.alarm.AlarmSettings;
import dev.stacktape.resource.alarm.NotificationTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("An alarm on an HTTP API.")
public record HttpApiAlarm(
    @Doc("What it watches.") HttpApiAlarmTrigger trigger,
    @Doc("How measurements become an alarm.") @Nullable AlarmEvaluation evaluation,
    @Doc("Who is told.") List<NotificationTarget> notificationTargets,
    @Doc(value = "Keeps the alarm in the history.", defaultValue = "true")
        @Nullable Boolean includeInHistory,
    @Doc("Words for the notification.") @Nullable String description)
    implements AlarmSettings {}
