package dev.stacktape.resource.event;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Union;

@Doc("How a Kafka cluster is logged in to.")
@Union
public sealed interface KafkaAuthentication permits KafkaPassword, KafkaCertificate {}
