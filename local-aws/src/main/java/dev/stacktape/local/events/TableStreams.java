package dev.stacktape.local.events;

import dev.stacktape.local.value.Document;

/** Reads the streams of DynamoDB tables. */
@FunctionalInterface
public interface TableStreams {
  /**
   * Carries out an operation of DynamoDB.
   *
   * @param target such as {@code DynamoDBStreams_20120810.GetRecords}
   * @throws dev.stacktape.local.AwsError with DynamoDB's own code and message
   */
  Document call(String target, String region, Document input);
}
