package dev.stacktape.resource.event;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Required;
import java.util.List;

@Doc("A Kafka cluster that is not managed by this stack.")
public record KafkaCluster(
    @Doc(value = "Host and port of the brokers.", example = "[\"kafka.acme.com:9092\"]") @Required
        List<String> bootstrapServers,
    @Doc("The topic.") String topicName,
    @Doc("How the function proves who it is.") KafkaAuthentication authentication) {}
