package dev.stacktape.resource.function;

import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.event.FailureDestination;
import dev.stacktape.resource.event.FailureDestinationType;
import dev.stacktape.resource.event.StartingPosition;
import dev.stacktape.resource.event.StreamEvent;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.template.CfnResource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How Lambda reads a stream for a function.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html">AWS::Lambda::EventSourceMapping</a>
 */
final class StreamReading {
  private static final int MAX_RETRIES = 10_000;
  private static final int MAX_PARALLEL = 10;

  private StreamReading() {}

  static void check(Inspection<?> inspection, StreamEvent event, int index) {
    // -1 tries until the record expires.
    checkRange(
        inspection, event.maximumRetryAttempts(), -1, MAX_RETRIES, index, "maximumRetryAttempts");
    checkRange(
        inspection, event.parallelizationFactor(), 1, MAX_PARALLEL, index, "parallelizationFactor");
  }

  private static void checkRange(
      Inspection<?> inspection, @Nullable Integer value, int min, int max, int index, String key) {
    if (value != null && (value < min || value > max)) {
      inspection.report(
          VALUE_INVALID.error(
              "`%s` must be between %d and %d, but is %d.".formatted(key, min, max, value)),
          "events",
          index,
          "properties",
          key);
    }
  }

  static CfnResource mapping(
      StreamEvent event, Object sourceArn, int defaultBatch, FunctionNames names) {
    FailureDestination failure = event.onFailure();
    return CfnResource.of(
        "AWS::Lambda::EventSourceMapping",
        new Tree()
            .with("EventSourceArn", sourceArn)
            .with("FunctionName", names.calledArn())
            .with("Enabled", true)
            .with("BatchSize", event.batchSize() == null ? defaultBatch : event.batchSize())
            .with("MaximumBatchingWindowInSeconds", event.maxBatchWindowSeconds())
            .with(
                "StartingPosition",
                event.startingPosition() == null
                    ? StartingPosition.TRIM_HORIZON
                    : event.startingPosition())
            .with("MaximumRetryAttempts", event.maximumRetryAttempts())
            .with("ParallelizationFactor", event.parallelizationFactor())
            .with("BisectBatchOnFunctionError", event.bisectBatchOnFunctionError())
            .with(
                "DestinationConfig",
                failure == null
                    ? null
                    : new Tree().with("OnFailure", new Tree().with("Destination", failure.arn())))
            .build());
  }

  /** Telling of failed batches. */
  static Optional<Statement> tellOfFailures(StreamEvent event) {
    FailureDestination failure = event.onFailure();
    if (failure == null) {
      return Optional.empty();
    }
    String action =
        failure.type() == FailureDestinationType.SNS ? "sns:Publish" : "sqs:SendMessage";
    return Optional.of(Statement.allow(List.of(action), failure.arn()));
  }
}
