package dev.stacktape.local.cloudwatch;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.AwsService;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.MetricSink;
import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.StateStore;
import dev.stacktape.local.cloudwatch.Alarms.Alarm;
import dev.stacktape.local.cloudwatch.Alarms.State;
import dev.stacktape.local.http.CborProtocol;
import dev.stacktape.local.http.FormParameters;
import dev.stacktape.local.http.QueryProtocol;
import dev.stacktape.local.value.Document;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Amazon CloudWatch, in the CBOR protocol of today's clients and the query protocol of older ones.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/Welcome.html">CloudWatch
 *     API</a>
 */
public final class CloudWatch implements AwsService, MetricSink {
  private static final CborProtocol CBOR = new CborProtocol("com.amazonaws.cloudwatch");
  private static final QueryProtocol QUERY =
      new QueryProtocol("http://monitoring.amazonaws.com/doc/2010-08-01/");
  private static final List<String> TEXTS =
      List.of(
          "AlarmDescription",
          "MetricName",
          "Namespace",
          "Statistic",
          "ExtendedStatistic",
          "ComparisonOperator",
          "TreatMissingData");
  private static final List<String> NUMBERS =
      List.of("Period", "EvaluationPeriods", "DatapointsToAlarm");

  private final Clock clock;
  private final String account;
  private final MetricStore store;
  private final MetricCalls metrics;
  private final Alarms alarms;

  /** CloudWatch of an endpoint, with what its state holds. */
  public CloudWatch(LocalContext context) {
    this.clock = context.clock();
    this.account = context.account();
    this.store = new MetricStore(context.folder("cloudwatch"), clock);
    this.metrics = new MetricCalls(store, clock);
    this.alarms =
        new Alarms(new StateStore(context.folder("cloudwatch").resolve("alarms")), metrics, clock);
  }

  @Override
  public List<ResourceProvider> providers() {
    return List.of(new AlarmProvider(alarms));
  }

  @Override
  public String signingName() {
    return "monitoring";
  }

  @Override
  public String operation(AwsRequest request) {
    return CborProtocol.speaks(request)
        ? CborProtocol.operation(request)
        : QUERY.operation(request);
  }

  @Override
  public void record(String namespace, Map<String, String> dimensions, Map<String, Double> values) {
    store.add(new MetricStore.Line(clock.millis(), namespace, dimensions, values));
  }

  @Override
  public AwsResponse handle(AwsRequest request) {
    String operation = operation(request);
    if (CborProtocol.speaks(request)) {
      return CBOR.ok(answer(operation, CborProtocol.read(request), request.region()));
    }
    Document input = new Document(FormParameters.of(request).tree());
    Map<String, Object> output = answer(operation, input, request.region());
    return output.isEmpty()
        ? QUERY.ok(request, operation)
        : QUERY.ok(request, operation, xml -> xml.fields(output));
  }

  private Map<String, Object> answer(String operation, Document input, String region) {
    switch (operation) {
      case "PutMetricData" -> metrics.put(input);
      case "SetAlarmState" ->
          alarms.set(
              input.required("AlarmName"),
              input.required("StateValue"),
              input.required("StateReason"));
      case "DeleteAlarms" -> input.texts("AlarmNames").forEach(alarms::delete);
      case "GetMetricData" -> {
        return Map.of("MetricDataResults", metrics.data(input));
      }
      case "ListMetrics" -> {
        return Map.of("Metrics", metrics.list(input));
      }
      case "DescribeAlarms" -> {
        return Map.of("MetricAlarms", alarms(input, region));
      }
      default ->
          throw new AwsError(
              400, "InvalidAction", "The embedded AWS has no operation " + operation);
    }
    return Map.of();
  }

  private List<Map<String, Object>> alarms(Document input, String region) {
    List<String> names = input.texts("AlarmNames");
    String prefix = input.text("AlarmNamePrefix", "");
    String wanted = input.text("StateValue");
    List<Map<String, Object>> shown = new ArrayList<>();
    for (Alarm alarm : alarms.all(region)) {
      if ((names.isEmpty() || names.contains(alarm.name())) && alarm.name().startsWith(prefix)) {
        State state = alarms.state(alarm);
        if (wanted == null || state.value().equals(wanted)) {
          shown.add(view(alarm, state));
        }
      }
    }
    return shown;
  }

  private Map<String, Object> view(Alarm alarm, State state) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("AlarmName", alarm.name());
    view.put(
        "AlarmArn",
        "arn:aws:cloudwatch:%s:%s:alarm:%s".formatted(alarm.region(), account, alarm.name()));
    view.put("StateValue", state.value());
    view.put("StateReason", state.reason());
    view.put("StateUpdatedTimestamp", Instant.ofEpochMilli(state.changed()));
    Document properties = new Document(alarm.properties());
    for (String name : TEXTS) {
      if (properties.has(name)) {
        view.put(name, properties.text(name, ""));
      }
    }
    for (String name : NUMBERS) {
      if (properties.has(name)) {
        view.put(name, properties.number(name, 0));
      }
    }
    if (properties.has("ActionsEnabled")) {
      view.put("ActionsEnabled", properties.flag("ActionsEnabled", true));
    }
    if (properties.has("Threshold")) {
      view.put("Threshold", Double.valueOf(properties.text("Threshold", "")));
    }
    return view;
  }

  @Override
  public AwsResponse error(AwsError error, String requestId) {
    return QUERY.error(error, requestId);
  }

  @Override
  public AwsResponse error(AwsError error, AwsRequest request) {
    return CborProtocol.speaks(request) ? CBOR.error(error) : error(error, request.id());
  }
}
