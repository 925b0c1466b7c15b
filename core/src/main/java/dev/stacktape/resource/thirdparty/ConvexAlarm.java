package dev.stacktape.resource.thirdparty;

import dev.stacktape.config.Doc;
import dev.stacktape.config.OneOf;
import dev.stacktape.resource.alarm.AlarmEvaluation;
import dev.stacktape.resource.alarm.AlarmTrigger;
import dev.stacktape.resource.alarm.NotificationTarget;
import dev.stacktape.resource.database.DatabaseAlarmTrigger;
import dev.stacktape.resource.loadbalancer.LoadBalancerAlarmTrigger;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("An alarm on a Convex backend.")
public record ConvexAlarm(
    @Doc("What it watches.") @OneOf({LoadBalancerAlarmTrigger.class, DatabaseAlarmTrigger.class})
        AlarmTrigger trigger,
    @Doc("How measurements become an alarm.") @Nullable AlarmEvaluation evaluation,
    @Doc("Who is told.") List<NotificationTarget> notificationTargets,
    @Doc(value = "Keeps the alarm in the history.", defaultValue = "true")
        @Nullable Boolean includeInHistory,
    @Doc("Words for the notification.") @Nullable String description) {}
