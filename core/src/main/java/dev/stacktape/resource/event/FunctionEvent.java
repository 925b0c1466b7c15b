package dev.stacktape.resource.event;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Union;

@Doc("What runs a function.")
@Union
public sealed interface FunctionEvent
    permits LoadBalancerEvent,
        KafkaEvent,
        TopicEvent,
        QueueEvent,
        KinesisEvent,
        TableStreamEvent,
        BucketEvent,
        ScheduleEvent,
        AlarmEvent,
        LogEvent,
        HttpApiEvent,
        EventBusEvent {}
