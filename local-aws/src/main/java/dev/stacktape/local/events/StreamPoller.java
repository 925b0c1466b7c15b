package dev.stacktape.local.events;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.StateStore;
import dev.stacktape.local.lambda.FunctionInvoker;
import dev.stacktape.local.lambda.Mapping;
import dev.stacktape.local.value.Document;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads the stream of a table, shard after shard, and calls the function with batches of records. A
 * failing batch holds its shard up until it succeeds or has been tried as often as the mapping
 * says.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Lambda with
 *     DynamoDB</a>
 */
final class StreamPoller implements Runnable {
  private static final System.Logger LOG = System.getLogger(StreamPoller.class.getName());
  private static final String API = "DynamoDBStreams_20120810.";
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Mapping mapping;
  private final FunctionInvoker functions;
  private final TableStreams streams;
  private final StateStore positions;
  private final String region;
  private final Map<String, String> iterators = new HashMap<>();
  private final Map<String, Integer> failures = new HashMap<>();
  private boolean first = true;

  StreamPoller(
      Mapping mapping, FunctionInvoker functions, TableStreams streams, StateStore positions) {
    this.mapping = mapping;
    this.functions = functions;
    this.streams = streams;
    this.positions = positions;
    this.region = mapping.eventSourceArn().split(":", -1)[3];
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        pollShards();
        first = false;
      } catch (AwsError e) {
        LOG.log(System.Logger.Level.DEBUG, "Mapping " + mapping.uuid() + " rests", e);
        iterators.clear();
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "Mapping " + mapping.uuid() + " failed", e);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private void pollShards() {
    Document stream =
        call("DescribeStream", Document.empty().with("StreamArn", mapping.eventSourceArn()));
    for (Document shard : stream.at("StreamDescription").documents("Shards")) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      poll(shard.required("ShardId"));
    }
  }

  private void poll(String shard) {
    String iterator = iterators.get(shard);
    if (iterator == null) {
      iterator = iterator(shard);
    }
    if (iterator.isEmpty()) {
      return;
    }
    Document read =
        call(
            "GetRecords",
            Document.empty().with("ShardIterator", iterator).with("Limit", mapping.batchSize()));
    List<Document> records = read.documents("Records");
    if (records.isEmpty() || dealtWith(shard, records)) {
      // A shard that is closed and read to its end has no next iterator.
      iterators.put(shard, read.text("NextShardIterator", ""));
    } else {
      iterators.put(shard, iterator);
    }
  }

  private boolean dealtWith(String shard, List<Document> records) {
    Document event = new Document(Map.of("Records", records.stream().map(this::record).toList()));
    boolean failed = functions.invoke(mapping.function(), event.bytes()).functionError() != null;
    int times = failed ? failures.merge(shard, 1, Integer::sum) : 0;
    if (failed && (mapping.maximumRetries() < 0 || times <= mapping.maximumRetries())) {
      return false;
    }
    failures.remove(shard);
    Document last = records.get(records.size() - 1);
    positions.write(key(shard), last.at("dynamodb").required("SequenceNumber"));
    return true;
  }

  private Map<String, Object> record(Document record) {
    Map<String, Object> event = new LinkedHashMap<>(record.values());
    event.put("eventSourceARN", mapping.eventSourceArn());
    event.put("awsRegion", region);
    return event;
  }

  private String iterator(String shard) {
    String position = positions.read(key(shard), String.class);
    Document request =
        Document.empty()
            .with("StreamArn", mapping.eventSourceArn())
            .with("ShardId", shard)
            .with("ShardIteratorType", type(position))
            .with("SequenceNumber", position);
    return call("GetShardIterator", request).text("ShardIterator", "");
  }

  /** A shard that appears later belongs to the mapping from its beginning. */
  private String type(@Nullable String position) {
    if (position != null) {
      return "AFTER_SEQUENCE_NUMBER";
    }
    return first && mapping.startingPosition().equals("LATEST") ? "LATEST" : "TRIM_HORIZON";
  }

  private String key(String shard) {
    return mapping.uuid() + "-" + shard;
  }

  private Document call(String operation, Document input) {
    return streams.call(API + operation, region, input);
  }
}
