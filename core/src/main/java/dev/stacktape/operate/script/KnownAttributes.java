package dev.stacktape.operate.script;

import dev.stacktape.name.Target;
import java.util.Optional;

/**
 * Attributes of resources that follow from their ids, so that nobody has to be asked for them.
 *
 * @param partition such as {@code aws}
 */
record KnownAttributes(Target target, String partition) {

  /** An attribute of a resource, empty where it does not follow from the id. */
  Optional<String> of(String type, String id, String attribute) {
    return Optional.ofNullable(
        switch (type + " " + attribute) {
          case "AWS::Lambda::Function Arn" -> arn("lambda", "function:" + id);
          case "AWS::SQS::Queue Arn" -> arn("sqs", last(id, '/'));
          case "AWS::SQS::Queue QueueName" -> last(id, '/');
          case "AWS::SQS::Queue QueueUrl" -> id;
          case "AWS::S3::Bucket Arn" -> "arn:%s:s3:::%s".formatted(partition, id);
          case "AWS::DynamoDB::Table Arn", "AWS::DynamoDB::GlobalTable Arn" ->
              arn("dynamodb", "table/" + id);
          case "AWS::SNS::Topic TopicArn" -> id;
          case "AWS::SNS::Topic TopicName" -> last(id, ':');
          case "AWS::Logs::LogGroup Arn" -> arn("logs", "log-group:" + id + ":*");
          case "AWS::Events::EventBus Arn" -> arn("events", "event-bus/" + id);
          case "AWS::Events::EventBus Name" -> id;
          case "AWS::Kinesis::Stream Arn" -> arn("kinesis", "stream/" + id);
          case "AWS::StepFunctions::StateMachine Arn" -> id;
          case "AWS::StepFunctions::StateMachine Name" -> last(id, ':');
          case "AWS::ECS::Service Name" -> last(id, '/');
          default -> null;
        });
  }

  private String arn(String service, String resource) {
    return "arn:%s:%s:%s:%s:%s"
        .formatted(partition, service, target.region(), target.account(), resource);
  }

  private static String last(String id, char separator) {
    return id.substring(id.lastIndexOf(separator) + 1);
  }
}
