package dev.stacktape.local.lambda;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.stacktape.local.value.Document;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An event source mapping: a queue or stream whose events lead to a function.
 *
 * @param settings by the names of the API: {@code EventSourceArn}, {@code FunctionName}, {@code
 *     BatchSize}, {@code Enabled}, ...
 */
public record Mapping(String uuid, String region, Map<String, Object> settings) {

  @JsonIgnore
  Document document() {
    return new Document(settings);
  }

  /** What it reads: a function reads it once. A cluster of one's own has no ARN, but topics. */
  @JsonIgnore
  List<Object> source() {
    return Stream.of("EventSourceArn", "SelfManagedEventSource", "Topics")
        .map(key -> settings.getOrDefault(key, ""))
        .toList();
  }

  /** ARN of the queue or stream. */
  @JsonIgnore
  public String eventSourceArn() {
    return document().text("EventSourceArn", "");
  }

  /** The function to call. */
  @JsonIgnore
  public FunctionRef function() {
    return FunctionRef.parse(document().text("FunctionName", ""), region, null);
  }

  /** Whether events are taken at present. */
  @JsonIgnore
  public boolean enabled() {
    return document().flag("Enabled", true);
  }

  /** How many events a call gets at most. */
  @JsonIgnore
  public int batchSize() {
    return document().number("BatchSize", eventSourceArn().contains(":sqs:") ? 10 : 100);
  }

  /** How long events are collected before the function is called. */
  @JsonIgnore
  public Duration batchingWindow() {
    return Duration.ofSeconds(document().number("MaximumBatchingWindowInSeconds", 0));
  }

  /** Whether the function tells which events of a batch have failed. */
  @JsonIgnore
  public boolean reportsItemFailures() {
    return document().texts("FunctionResponseTypes").contains("ReportBatchItemFailures");
  }

  /** Whether only some of the events shall reach the function. */
  @JsonIgnore
  public boolean hasFilters() {
    return !document().at("FilterCriteria").documents("Filters").isEmpty();
  }

  /** {@code TRIM_HORIZON}, {@code LATEST} or {@code AT_TIMESTAMP}, for streams. */
  @JsonIgnore
  public String startingPosition() {
    return document().text("StartingPosition", "TRIM_HORIZON");
  }

  /** How often a failing batch of a stream is tried again; -1 for without end. */
  @JsonIgnore
  public int maximumRetries() {
    return document().number("MaximumRetryAttempts", -1);
  }
}
