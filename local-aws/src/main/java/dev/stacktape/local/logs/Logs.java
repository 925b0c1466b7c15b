package dev.stacktape.local.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.AwsService;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.LogSink;
import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.http.JsonProtocol;
import java.time.Clock;
import java.util.List;

/**
 * Amazon CloudWatch Logs.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/Welcome.html">
 *     CloudWatch Logs API</a>
 */
public final class Logs implements AwsService, LogSink {
  private static final JsonProtocol PROTOCOL = JsonProtocol.version11("");

  private final Clock clock;
  private final LogGroups groups;
  private final GroupCalls groupCalls;
  private final EventCalls eventCalls;

  /** Logs of an endpoint, with the groups that its state holds. */
  public Logs(LocalContext context) {
    this.clock = context.clock();
    this.groups = new LogGroups(context);
    this.groupCalls = new GroupCalls(groups, clock);
    this.eventCalls = new EventCalls(groups, clock);
  }

  /** What CloudFormation makes groups with. */
  @Override
  public List<ResourceProvider> providers() {
    return List.of(new LogGroupProvider(groups));
  }

  @Override
  public String signingName() {
    return "logs";
  }

  @Override
  public String operation(AwsRequest request) {
    return PROTOCOL.operation(request);
  }

  @Override
  public AwsResponse handle(AwsRequest request) {
    LogsCall call = new LogsCall(JsonProtocol.read(request), request.region());
    return PROTOCOL.ok(answer(PROTOCOL.operation(request), call));
  }

  private ObjectNode answer(String operation, LogsCall call) {
    return switch (operation) {
      case "CreateLogGroup" -> groupCalls.createGroup(call);
      case "DeleteLogGroup" -> groupCalls.deleteGroup(call);
      case "DescribeLogGroups" -> groupCalls.describeGroups(call);
      case "CreateLogStream" -> groupCalls.createStream(call);
      case "DeleteLogStream" -> groupCalls.deleteStream(call);
      case "DescribeLogStreams" -> groupCalls.describeStreams(call);
      case "PutRetentionPolicy" -> groupCalls.putRetention(call);
      case "DeleteRetentionPolicy" -> groupCalls.deleteRetention(call);
      case "ListTagsForResource" -> groupCalls.tags(call);
      case "TagResource" -> groupCalls.tag(call);
      case "UntagResource" -> groupCalls.untag(call);
      case "PutLogEvents" -> eventCalls.put(call);
      case "GetLogEvents" -> eventCalls.get(call);
      case "FilterLogEvents" -> eventCalls.filter(call);
      default ->
          throw new AwsError(
              400, "UnknownOperationException", "The embedded AWS has no operation " + operation);
    };
  }

  @Override
  public void append(String group, String stream, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    long now = clock.millis();
    groups
        .groupOrNew(group)
        .streamOrNew(stream, now)
        .append(lines.stream().map(line -> new LogStream.Entry(now, line)).toList(), now);
  }

  @Override
  public AwsResponse error(AwsError error, String requestId) {
    return PROTOCOL.error(error, requestId);
  }
}
