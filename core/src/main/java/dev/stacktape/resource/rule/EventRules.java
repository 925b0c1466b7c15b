package dev.stacktape.resource.rule;

import dev.stacktape.resource.Tree;
import dev.stacktape.resource.event.BucketEvent;
import dev.stacktape.resource.event.EventBusEvent;
import dev.stacktape.resource.event.FailureDestination;
import dev.stacktape.resource.event.FailureQueue;
import dev.stacktape.resource.event.FunctionEvent;
import dev.stacktape.resource.event.HttpApiEvent;
import dev.stacktape.resource.event.KinesisEvent;
import dev.stacktape.resource.event.LoadBalancerEvent;
import dev.stacktape.resource.event.LogEvent;
import dev.stacktape.resource.event.QueueEvent;
import dev.stacktape.resource.event.Schedule;
import dev.stacktape.resource.event.ScheduleEvent;
import dev.stacktape.resource.event.TableStreamEvent;
import dev.stacktape.resource.event.TopicEvent;
import dev.stacktape.resource.gateway.HttpApiProperties;
import dev.stacktape.resource.loadbalancer.LoadBalancerProperties;
import dev.stacktape.resource.messaging.EventBusProperties;
import dev.stacktape.resource.messaging.StreamProperties;
import dev.stacktape.resource.messaging.TopicProperties;
import dev.stacktape.resource.queue.QueueProperties;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What runs functions and batch jobs. */
final class EventRules {
  private static final int MOST_RETRIES = 10_000;
  private static final int MOST_AT_ONCE = 10;

  private EventRules() {}

  static void events(List<FunctionEvent> events, Place at) {
    for (int i = 0; i < events.size(); i++) {
      event(events.get(i), at.in(i, "properties"));
    }
  }

  private static void event(FunctionEvent event, Place at) {
    if (event instanceof TopicEvent topic) {
      topic(topic, at);
    } else if (event instanceof QueueEvent queue) {
      queue(queue, at);
    } else if (event instanceof KinesisEvent stream) {
      stream(stream, at);
    } else if (event instanceof TableStreamEvent stream) {
      tableStream(stream, at);
    } else if (event instanceof EventBusEvent bus) {
      bus(bus, at);
    } else if (event instanceof LoadBalancerEvent balancer) {
      loadBalancer(balancer, at);
    } else if (event instanceof BucketEvent bucket) {
      ValueForms.arn(bucket.bucketArn(), at.in("bucketArn"), "s3");
    } else if (event instanceof LogEvent log) {
      ValueForms.arn(log.logGroupArn(), at.in("logGroupArn"), "logs");
    }
  }

  /** What a function's own type checks already. */
  static void ofJob(List<FunctionEvent> events, Place at) {
    events(events, at);
    for (int i = 0; i < events.size(); i++) {
      Place place = at.in(i, "properties");
      if (events.get(i) instanceof HttpApiEvent api) {
        place.in("httpApiGatewayName").refersTo(api.httpApiGatewayName(), HttpApiProperties.class);
        ServiceRules.authorizer(api.authorizer(), place.in("authorizer", "properties"));
      } else if (events.get(i) instanceof ScheduleEvent schedule
          && ValueForms.isKnown(schedule.scheduleRate())) {
        Schedule.problemOf(schedule.scheduleRate())
            .ifPresent(flaw -> place.in("scheduleRate").invalid(flaw.message(), flaw.hint()));
      }
    }
  }

  private static void topic(TopicEvent event, Place at) {
    at.exactlyOne("snsTopicName", event.snsTopicName(), "snsTopicArn", event.snsTopicArn());
    ValueForms.arn(event.snsTopicArn(), at.in("snsTopicArn"), "sns");
    failureQueue(event.onDeliveryFailure(), at.in("onDeliveryFailure"));
    at.in("snsTopicName")
        .reference(event.snsTopicName(), TopicProperties.class)
        .filter(topic -> Boolean.TRUE.equals(topic.properties().fifoEnabled()))
        .ifPresent(
            topic ->
                at.in("snsTopicName")
                    .conflict(
                        "`%s` keeps the order of messages, and such topics lead to queues only."
                            .formatted(topic.name()),
                        "Let a FIFO queue subscribe, or remove `fifoEnabled` from the topic."));
  }

  private static void queue(QueueEvent event, Place at) {
    at.exactlyOne("sqsQueueName", event.sqsQueueName(), "sqsQueueArn", event.sqsQueueArn());
    ValueForms.arn(event.sqsQueueArn(), at.in("sqsQueueArn"), "sqs");
    at.in("sqsQueueName").refersTo(event.sqsQueueName(), QueueProperties.class);
  }

  private static void stream(KinesisEvent event, Place at) {
    at.exactlyOne("kinesisStreamName", event.kinesisStreamName(), "streamArn", event.streamArn());
    at.in("kinesisStreamName").refersTo(event.kinesisStreamName(), StreamProperties.class);
    ValueForms.arn(event.streamArn(), at.in("streamArn"), "kinesis");
    ValueForms.arn(event.consumerArn(), at.in("consumerArn"), "kinesis");
    if (event.consumerArn() != null && Boolean.TRUE.equals(event.autoCreateConsumer())) {
      at.in("autoCreateConsumer")
          .conflict(
              "`consumerArn` names a consumer already.",
              "Keep one of `consumerArn` and `autoCreateConsumer`.");
    }
    reading(event.maximumRetryAttempts(), event.parallelizationFactor(), event.onFailure(), at);
  }

  private static void tableStream(TableStreamEvent event, Place at) {
    ValueForms.arn(event.streamArn(), at.in("streamArn"), "dynamodb");
    reading(event.maximumRetryAttempts(), event.parallelizationFactor(), event.onFailure(), at);
  }

  private static void reading(
      @Nullable Integer retries,
      @Nullable Integer parallel,
      @Nullable FailureDestination onFailure,
      Place at) {
    if (retries != null && (retries < -1 || retries > MOST_RETRIES)) {
      at.in("maximumRetryAttempts")
          .invalid("It must be between -1 (without end) and %d.".formatted(MOST_RETRIES), null);
    }
    if (parallel != null && (parallel < 1 || parallel > MOST_AT_ONCE)) {
      at.in("parallelizationFactor")
          .invalid("It must be between 1 and %d.".formatted(MOST_AT_ONCE), null);
    }
    if (onFailure != null) {
      ValueForms.arn(onFailure.arn(), at.in("onFailure", "arn"), Tree.textOf(onFailure.type()));
    }
  }

  private static void bus(EventBusEvent event, Place at) {
    Map<String, @Nullable Object> choices = new LinkedHashMap<>();
    choices.put("eventBusArn", event.eventBusArn());
    choices.put("eventBusName", event.eventBusName());
    choices.put("useDefaultBus", event.useDefaultBus());
    at.exactlyOne(choices);
    ValueForms.arn(event.eventBusArn(), at.in("eventBusArn"), "events");
    at.in("eventBusName").refersTo(event.eventBusName(), EventBusProperties.class);
    failureQueue(event.onDeliveryFailure(), at.in("onDeliveryFailure"));
    inputs(event.input(), event.inputPath(), event.inputTransformer(), at);
  }

  static void inputs(
      @Nullable Object input, @Nullable Object path, @Nullable Object transformer, Place at) {
    Map<String, @Nullable Object> choices = new LinkedHashMap<>();
    choices.put("input", input);
    choices.put("inputPath", path);
    choices.put("inputTransformer", transformer);
    if (choices.values().stream().filter(value -> value != null).count() > 1) {
      at.exactlyOne(choices);
    }
  }

  private static void failureQueue(@Nullable FailureQueue queue, Place at) {
    if (queue != null) {
      at.exactlyOne("sqsQueueArn", queue.sqsQueueArn(), "sqsQueueName", queue.sqsQueueName());
      ValueForms.arn(queue.sqsQueueArn(), at.in("sqsQueueArn"), "sqs");
      at.in("sqsQueueName").refersTo(queue.sqsQueueName(), QueueProperties.class);
    }
  }

  private static void loadBalancer(LoadBalancerEvent event, Place at) {
    at.in("loadBalancerName").refersTo(event.loadBalancerName(), LoadBalancerProperties.class);
    ValueForms.addressRanges(event.sourceIps(), at.in("sourceIps"));
  }
}
