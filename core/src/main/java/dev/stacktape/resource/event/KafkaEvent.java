package dev.stacktape.resource.event;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import dev.stacktape.config.Required;
import dev.stacktape.config.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("Messages of a Kafka topic.")
@TypeName("kafka-topic")
@Required
public record KafkaEvent(
    @Doc("The Kafka cluster and the topic.") @Nullable KafkaCluster customKafkaConfiguration,
    @Doc(value = "The most messages handed over at once.", defaultValue = "100")
        @Range(min = 1, max = 10000)
        @Nullable Integer batchSize,
    @Doc(value = "The longest wait for a batch to fill, in seconds.", defaultValue = "0.5")
        @Range(min = 0, max = 300)
        @Nullable Double maxBatchWindowSeconds)
    implements FunctionEvent {}
