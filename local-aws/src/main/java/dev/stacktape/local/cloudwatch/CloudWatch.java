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
import dev.stacktape.local.http.FormParameters;
import dev.stacktape.local.http.QueryProtocol;
import dev.stacktape.local.http.XmlWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Amazon CloudWatch.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/Welcome.html">CloudWatch
 *     API</a>
 */
public final class CloudWatch implements AwsService, MetricSink {
  private static final QueryProtocol PROTOCOL =
      new QueryProtocol("http://monitoring.amazonaws.com/doc/2010-08-01/");

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
    return PROTOCOL.operation(request);
  }

  @Override
  public void record(String namespace, Map<String, String> dimensions, Map<String, Double> values) {
    store.add(new MetricStore.Line(clock.millis(), namespace, dimensions, values));
  }

  @Override
  public AwsResponse handle(AwsRequest request) {
    FormParameters form = FormParameters.of(request);
    String action = form.action();
    switch (action) {
      case "PutMetricData" -> metrics.put(form);
      case "SetAlarmState" ->
          alarms.set(
              form.required("AlarmName"),
              form.required("StateValue"),
              form.required("StateReason"));
      case "DeleteAlarms" -> form.list("AlarmNames").forEach(alarms::delete);
      default -> {
        return PROTOCOL.ok(request, action, result(request, form));
      }
    }
    return PROTOCOL.ok(request, action);
  }

  private Consumer<XmlWriter> result(AwsRequest request, FormParameters form) {
    return switch (form.action()) {
      case "GetMetricData" -> metrics.data(form);
      case "ListMetrics" -> metrics.list(form);
      case "DescribeAlarms" -> alarms(request, form);
      default ->
          throw new AwsError(
              400, "InvalidAction", "The embedded AWS has no operation " + form.action());
    };
  }

  private Consumer<XmlWriter> alarms(AwsRequest request, FormParameters form) {
    List<String> names = form.list("AlarmNames");
    String prefix = form.text("AlarmNamePrefix", "");
    String wanted = form.text("StateValue");
    record Shown(Alarm alarm, State state) {}
    List<Shown> shown =
        alarms.all(request.region()).stream()
            .filter(alarm -> names.isEmpty() || names.contains(alarm.name()))
            .filter(alarm -> alarm.name().startsWith(prefix))
            .map(alarm -> new Shown(alarm, alarms.state(alarm)))
            .filter(one -> wanted == null || one.state().value().equals(wanted))
            .toList();
    return xml ->
        xml.members(
            "MetricAlarms",
            shown,
            (one, alarm) -> write(one, request.region(), alarm.alarm(), alarm.state()));
  }

  private void write(XmlWriter xml, String region, Alarm alarm, State state) {
    Map<String, Object> properties = alarm.properties();
    xml.text("AlarmName", alarm.name())
        .text(
            "AlarmArn",
            "arn:aws:cloudwatch:%s:%s:alarm:%s".formatted(region, account, alarm.name()))
        .text("StateValue", state.value())
        .text("StateReason", state.reason())
        .text("StateUpdatedTimestamp", Instant.ofEpochMilli(state.changed()));
    for (String name :
        List.of(
            "AlarmDescription",
            "ActionsEnabled",
            "MetricName",
            "Namespace",
            "Statistic",
            "ExtendedStatistic",
            "Period",
            "EvaluationPeriods",
            "DatapointsToAlarm",
            "Threshold",
            "ComparisonOperator",
            "TreatMissingData")) {
      xml.text(name, Alarms.text(properties, name));
    }
  }

  @Override
  public AwsResponse error(AwsError error, String requestId) {
    return PROTOCOL.error(error, requestId);
  }
}
