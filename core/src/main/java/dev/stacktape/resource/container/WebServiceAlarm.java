package dev.stacktape.resource.container;

import dev.stacktape.config.Doc;
import dev.stacktape.config.OneOf;
import dev.stacktape.resource.alarm.AlarmEvaluation;
import dev.stacktape.resource.alarm.AlarmTrigger;
import dev.stacktape.resource.alarm.NotificationTarget;
import dev.stacktape.resource.gateway.HttpApiAlarm;
import dev.stacktape.resource.gateway.HttpApiAlarmTrigger;
import dev.stacktape.resource.loadbalancer.LoadBalancerAlarm;
import dev.stacktape.resource.loadbalancer.LoadBalancerAlarmTrigger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Doc("An alarm on what takes requests in for a service.")
public record WebServiceAlarm(
    @Doc("What it watches.") @OneOf({HttpApiAlarmTrigger.class, LoadBalancerAlarmTrigger.class})
        AlarmTrigger trigger,
    @Doc("How measurements become an alarm.") @Nullable AlarmEvaluation evaluation,
    @Doc("Who is told.") List<NotificationTarget> notificationTargets,
    @Doc(value = "Keeps the alarm in the history.", defaultValue = "true")
        @Nullable Boolean includeInHistory,
    @Doc("Words for the notification.") @Nullable String description) {

  /** The alarm of the HTTP API, if that is what it watches. */
  Optional<HttpApiAlarm> ofHttpApi() {
    return trigger instanceof HttpApiAlarmTrigger watched
        ? Optional.of(
            new HttpApiAlarm(
                watched, evaluation, notificationTargets, includeInHistory, description))
        : Optional.empty();
  }

  /** The alarm of the load balancer, if that is what it watches. */
  Optional<LoadBalancerAlarm> ofLoadBalancer() {
    return trigger instanceof LoadBalancerAlarmTrigger watched
        ? Optional.of(
            new LoadBalancerAlarm(
                watched, evaluation, notificationTargets, includeInHistory, description))
        : Optional.empty();
  }
}
