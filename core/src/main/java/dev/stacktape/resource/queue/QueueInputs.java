package dev.stacktape.resource.queue;

import static dev.stacktape.resource.ResourceCode.PROPERTY_NEEDS_ANOTHER;

import dev.stacktape.name.LogicalId;
import dev.stacktape.name.PhysicalName;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.event.QueueFeeder;
import dev.stacktape.resource.event.RuleInput;
import dev.stacktape.resource.messaging.BusChoice;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.List;

/** Events of buses that end up in a queue by themselves. */
final class QueueInputs {
  private static final int TARGET_ID_LIMIT = 64;
  private static final String SERVICE = "events.amazonaws.com";

  private QueueInputs() {}

  private static BusChoice bus(EventBusInput event) {
    return new BusChoice(event.eventBusArn(), event.eventBusName(), event.useDefaultBus());
  }

  private static RuleInput input(EventBusInput event) {
    return new RuleInput(event.input(), event.inputPath(), event.inputTransformer());
  }

  private static List<EventBusInput> events(QueueProperties queue) {
    return queue.events().stream().map(EventBusInput.class::cast).toList();
  }

  private static String ruleId(String queue, int index) {
    return LogicalId.of(queue, "Event" + index, "Rule");
  }

  static void check(Inspection<QueueProperties> inspection) {
    List<EventBusInput> events = events(inspection.properties());
    boolean fifo = QueueType.isFifo(inspection.properties());
    for (int i = 0; i < events.size(); i++) {
      EventBusInput event = events.get(i);
      bus(event).check(inspection, i);
      input(event).check(inspection, "events", i, "properties");
      DeadLetters.check(
          inspection, event.onDeliveryFailure(), "events", i, "properties", "onDeliveryFailure");
      if (fifo != (event.messageGroupId() != null)) {
        inspection.report(
            fifo
                ? PROPERTY_NEEDS_ANOTHER
                    .error("A queue that keeps the order needs to know the group of a message.")
                    .hint("Add `messageGroupId`.")
                : PROPERTY_NEEDS_ANOTHER
                    .error("Only queues that keep the order have groups of messages.")
                    .hint("Remove `messageGroupId`, or add `fifoEnabled: true` to the queue."),
            "events",
            i,
            "properties",
            "messageGroupId");
      }
    }
  }

  static void contribute(Contribution<QueueProperties> to) {
    List<EventBusInput> events = events(to.properties());
    for (int i = 0; i < events.size(); i++) {
      EventBusInput event = events.get(i);
      Tree target =
          new Tree()
              .with("Arn", QueueType.arn(to.name()))
              .with("Id", PhysicalName.fit(to.name() + "-event-bus-target-" + i, TARGET_ID_LIMIT))
              .with("SqsParameters", new Tree().with("MessageGroupId", event.messageGroupId()))
              .with(
                  "DeadLetterConfig",
                  new Tree().with("Arn", DeadLetters.arn(event.onDeliveryFailure())));
      to.add(
          ruleId(to.name(), i),
          CfnResource.of(
              "AWS::Events::Rule",
              new Tree()
                  .with("State", "ENABLED")
                  .with("EventBusName", bus(event).ruleValue())
                  .with("EventPattern", event.eventPattern().toTree())
                  .with("Targets", List.of(input(event).addTo(target).build()))
                  .build()),
          "events",
          i);
    }
  }

  /** The rules put events into the queue, and elsewhere what could not be delivered. */
  static List<QueueFeeder.Feed> feeds(String queue, QueueProperties properties) {
    List<QueueFeeder.Feed> feeds = new ArrayList<>();
    List<EventBusInput> events = events(properties);
    for (int i = 0; i < events.size(); i++) {
      Object rule = Fn.getAtt(ruleId(queue, i), "Arn");
      feeds.add(new QueueFeeder.Feed(queue, SERVICE, rule));
      DeadLetters.feed(events.get(i).onDeliveryFailure(), SERVICE, rule).ifPresent(feeds::add);
    }
    return feeds;
  }
}
