package dev.stacktape.resource.function;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.event.AlarmEvent;
import dev.stacktape.resource.event.BucketEvent;
import dev.stacktape.resource.event.EventBusEvent;
import dev.stacktape.resource.event.FunctionEvent;
import dev.stacktape.resource.event.HttpApiEvent;
import dev.stacktape.resource.event.KafkaEvent;
import dev.stacktape.resource.event.KinesisEvent;
import dev.stacktape.resource.event.LoadBalancerEvent;
import dev.stacktape.resource.event.LogEvent;
import dev.stacktape.resource.event.QueueEvent;
import dev.stacktape.resource.event.ScheduleEvent;
import dev.stacktape.resource.event.TableStreamEvent;
import dev.stacktape.resource.event.TopicEvent;
import dev.stacktape.resource.iam.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The events of a function, each handed to what knows its kind. */
final class FunctionTriggers {
  private static final Map<Class<?>, Trigger<?>> BY_KIND =
      Map.ofEntries(
          kind(AlarmEvent.class, new AlarmTrigger()),
          kind(BucketEvent.class, new BucketTrigger()),
          kind(EventBusEvent.class, new EventBusTrigger()),
          kind(HttpApiEvent.class, new HttpApiTrigger()),
          kind(KafkaEvent.class, new KafkaTrigger()),
          kind(KinesisEvent.class, new KinesisTrigger()),
          kind(LoadBalancerEvent.class, new LoadBalancerTrigger()),
          kind(LogEvent.class, new LogTrigger()),
          kind(QueueEvent.class, new QueueTrigger()),
          kind(ScheduleEvent.class, new ScheduleTrigger()),
          kind(TableStreamEvent.class, new TableStreamTrigger()),
          kind(TopicEvent.class, new TopicTrigger()));

  private FunctionTriggers() {}

  private static <E extends FunctionEvent> Map.Entry<Class<?>, Trigger<?>> kind(
      Class<E> event, Trigger<E> trigger) {
    return Map.entry(event, trigger);
  }

  static void check(Inspection<FunctionProperties> inspection, int index) {
    FunctionEvent event = inspection.properties().events().get(index);
    triggerOf(event).check(inspection, event, index);
  }

  static void contribute(Contribution<FunctionProperties> to, FunctionNames names) {
    List<FunctionEvent> events = to.properties().events();
    for (int i = 0; i < events.size(); i++) {
      triggerOf(events.get(i)).contribute(to, names, events.get(i), i);
    }
    HttpApiTrigger.addIntegrations(to, names);
    LoadBalancerTrigger.addTargets(to, names);
  }

  /** What the role needs so that Lambda can fetch events. */
  static List<Statement> statements(
      FunctionProperties function, FunctionNames names, StackView stack) {
    List<Statement> statements = new ArrayList<>();
    for (int i = 0; i < function.events().size(); i++) {
      FunctionEvent event = function.events().get(i);
      statements.addAll(triggerOf(event).statements(event, names, i, stack));
    }
    return statements;
  }

  @SuppressWarnings("unchecked") // put in together with its class
  private static Trigger<FunctionEvent> triggerOf(FunctionEvent event) {
    return (Trigger<FunctionEvent>) Objects.requireNonNull(BY_KIND.get(event.getClass()));
  }
}
