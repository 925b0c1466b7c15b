package dev.stacktape.resource.function;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.event.TableStreamEvent;
import dev.stacktape.resource.iam.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes of a table that run a function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Lambda and DynamoDB</a>
 */
final class TableStreamTrigger implements Trigger<TableStreamEvent> {
  private static final int DEFAULT_BATCH = 100;
  private static final List<String> READ =
      List.of(
          "dynamodb:GetRecords",
          "dynamodb:GetShardIterator",
          "dynamodb:DescribeStream",
          "dynamodb:ListStreams");

  @Override
  public void check(Inspection<FunctionProperties> inspection, TableStreamEvent event, int index) {
    StreamReading.check(inspection, event, index);
  }

  @Override
  public List<Statement> statements(
      TableStreamEvent event, FunctionNames names, int index, StackView stack) {
    List<Statement> statements = new ArrayList<>();
    statements.add(Statement.allow(READ, event.streamArn()));
    StreamReading.tellOfFailures(event).ifPresent(statements::add);
    return statements;
  }

  @Override
  public void contribute(
      Contribution<FunctionProperties> to, FunctionNames names, TableStreamEvent event, int index) {
    to.add(
        names.eventId(index, "EventSourceMapping"),
        StreamReading.mapping(event, event.streamArn(), DEFAULT_BATCH, names),
        "events",
        index);
  }
}
