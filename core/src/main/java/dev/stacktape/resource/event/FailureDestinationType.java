package dev.stacktape.resource.event;

import dev.stacktape.config.ConfigValue;

/** What the ARN of a failure destination names. */
public enum FailureDestinationType {
  @ConfigValue("sns")
  SNS,
  @ConfigValue("sqs")
  SQS
}
