package dev.stacktape.local.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.local.TestClients;
import dev.stacktape.local.TestClock;
import dev.stacktape.local.server.LocalAws;
import dev.stacktape.local.server.LocalAwsOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.waiters.CloudFormationWaiter;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

class CloudWatchTest {
  private static final String ALARM =
      """
      Resources:
        TooMany:
          Type: AWS::CloudWatch::Alarm
          Properties:
            AlarmName: too-many
            Namespace: Shop
            MetricName: Orders
            Dimensions: [{ Name: Kind, Value: big }]
            Statistic: Sum
            Period: 60
            EvaluationPeriods: 1
            Threshold: 10
            ComparisonOperator: GreaterThanThreshold
            TreatMissingData: notBreaching
      """;

  @TempDir Path state;
  private final TestClock clock = new TestClock(Instant.parse("2026-01-31T12:00:00Z"));
  private LocalAws aws;
  private CloudWatchClient metrics;

  @BeforeEach
  void start() {
    aws = LocalAws.start(LocalAwsOptions.in(state).clock(clock));
    metrics = TestClients.configure(CloudWatchClient.builder(), aws).build();
  }

  @AfterEach
  void stop() {
    metrics.close();
    aws.close();
  }

  @Test
  void valuesAreSummedUpByPeriodAndOutliveTheProcess() {
    put(1);
    put(2);
    clock.advance(Duration.ofMinutes(1));
    put(5);
    stop();
    start();
    assertThat(read("Sum").values()).containsExactly(3.0, 5.0);
    assertThat(read("Sum").timestamps())
        .containsExactly(
            Instant.parse("2026-01-31T12:00:00Z"), Instant.parse("2026-01-31T12:01:00Z"));
    assertThat(read("Average").values()).containsExactly(1.5, 5.0);
    assertThat(read("p50").values()).containsExactly(1.0, 5.0);
    assertThat(read("p95").values()).containsExactly(2.0, 5.0);
    assertThat(metrics.listMetrics(list -> list.namespace("Shop")).metrics())
        .singleElement()
        .satisfies(metric -> assertThat(metric.metricName()).isEqualTo("Orders"));
  }

  @Test
  void anAlarmFollowsItsMetricUnlessItIsSet() {
    try (CloudFormationClient stacks =
        TestClients.configure(CloudFormationClient.builder(), aws).build()) {
      stacks.createStack(create -> create.stackName("alarms").templateBody(ALARM));
      try (CloudFormationWaiter waiter =
          CloudFormationWaiter.builder()
              .client(stacks)
              .overrideConfiguration(wait -> wait.backoffStrategyV2(TestClients.promptly()))
              .build()) {
        waiter.waitUntilStackCreateComplete(stack -> stack.stackName("alarms"));
      }
    }
    assertThat(alarm().stateValue()).isEqualTo(StateValue.OK);
    put(11);
    assertThat(alarm().stateValue()).isEqualTo(StateValue.ALARM);
    assertThat(alarm().stateReason()).contains("[11.0]").contains("10");
    assertThat(metrics.describeAlarms(all -> all.stateValue(StateValue.OK)).metricAlarms())
        .isEmpty();
    clock.advance(Duration.ofMinutes(5));
    assertThat(alarm().stateValue()).isEqualTo(StateValue.OK);
    metrics.setAlarmState(
        set -> set.alarmName("too-many").stateValue(StateValue.ALARM).stateReason("drill"));
    assertThat(alarm().stateReason()).isEqualTo("drill");
  }

  @Test
  void anUnknownAlarmIsNamed() {
    assertThatThrownBy(
            () ->
                metrics.setAlarmState(
                    set -> set.alarmName("none").stateValue("OK").stateReason("drill")))
        .isInstanceOfSatisfying(
            CloudWatchException.class,
            failure ->
                assertThat(failure.awsErrorDetails().errorCode()).isEqualTo("ResourceNotFound"))
        .hasMessageContaining("Unknown alarm none");
  }

  @Test
  void olderClientsSpeakTheQueryProtocol() throws Exception {
    query(
        "Action=PutMetricData&Namespace=Shop&MetricData.member.1.MetricName=Orders"
            + "&MetricData.member.1.Value=3&MetricData.member.1.Dimensions.member.1.Name=Kind"
            + "&MetricData.member.1.Dimensions.member.1.Value=big");
    assertThat(read("Sum").values()).containsExactly(3.0);
    String data = "&MetricDataQueries.member.1.";
    assertThat(
            query(
                "Action=GetMetricData&StartTime=2026-01-31T11:00:00Z&EndTime=2026-01-31T12:01:00Z"
                    + (data + "Id=orders")
                    + (data + "MetricStat.Stat=Sum")
                    + (data + "MetricStat.Period=60")
                    + (data + "MetricStat.Metric.Namespace=Shop")
                    + (data + "MetricStat.Metric.MetricName=Orders")
                    + (data + "MetricStat.Metric.Dimensions.member.1.Name=Kind")
                    + (data + "MetricStat.Metric.Dimensions.member.1.Value=big")))
        .contains("<Timestamps><member>2026-01-31T12:00:00Z</member></Timestamps>")
        .contains("<Values><member>3.0</member></Values>");
    assertThat(query("Action=SetAlarmState&AlarmName=none&StateValue=OK&StateReason=drill"))
        .contains("<Code>ResourceNotFound</Code>");
  }

  private String query(String form) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(aws.endpoint()))
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=a/20260131/eu-west-1/monitoring/aws4_request")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private MetricAlarm alarm() {
    return metrics.describeAlarms(all -> all.alarmNames("too-many")).metricAlarms().get(0);
  }

  private void put(double value) {
    metrics.putMetricData(
        put ->
            put.namespace("Shop")
                .metricData(datum -> datum.metricName("Orders").value(value).dimensions(big())));
  }

  private MetricDataResult read(String statistic) {
    return metrics
        .getMetricData(
            get ->
                get.startTime(clock.instant().minusSeconds(3600))
                    .endTime(clock.instant().plusSeconds(60))
                    .scanBy(ScanBy.TIMESTAMP_ASCENDING)
                    .metricDataQueries(
                        query ->
                            query
                                .id("orders")
                                .metricStat(
                                    stat ->
                                        stat.stat(statistic)
                                            .period(60)
                                            .metric(
                                                metric ->
                                                    metric
                                                        .namespace("Shop")
                                                        .metricName("Orders")
                                                        .dimensions(List.of(big()))))))
        .metricDataResults()
        .get(0);
  }

  private static Dimension big() {
    return Dimension.builder().name("Kind").value("big").build();
  }
}
