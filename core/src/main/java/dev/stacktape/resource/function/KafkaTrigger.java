package dev.stacktape.resource.function;

import static dev.stacktape.resource.ResourceCode.PROPERTY_NEEDS_ANOTHER;
import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.event.KafkaAuthentication;
import dev.stacktape.resource.event.KafkaCertificate;
import dev.stacktape.resource.event.KafkaCluster;
import dev.stacktape.resource.event.KafkaEvent;
import dev.stacktape.resource.event.KafkaPassword;
import dev.stacktape.resource.event.StartingPosition;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.template.CfnResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Messages of a Kafka cluster outside of AWS's own that run a function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-kafka.html">Lambda and
 *     self-managed Kafka</a>
 */
final class KafkaTrigger implements Trigger<KafkaEvent> {
  private static final int DEFAULT_BATCH = 100;

  @Override
  public void check(Inspection<FunctionProperties> inspection, KafkaEvent event, int index) {
    if (event.customKafkaConfiguration() == null) {
      inspection.report(
          PROPERTY_NEEDS_ANOTHER
              .error("The event does not say which Kafka cluster it comes from.")
              .hint("Add `customKafkaConfiguration` with the brokers, the topic and the login."),
          "events",
          index,
          "properties");
    }
    Double window = event.maxBatchWindowSeconds();
    if (window != null && window != Math.rint(window)) {
      inspection.report(
          VALUE_INVALID.error("`maxBatchWindowSeconds` must be a whole number of seconds."),
          "events",
          index,
          "properties",
          "maxBatchWindowSeconds");
    }
  }

  @Override
  public List<Statement> statements(
      KafkaEvent event, FunctionNames names, int index, StackView stack) {
    List<Object> secrets = new ArrayList<>();
    accesses(cluster(event).authentication()).forEach(access -> secrets.add(access.secretArn()));
    return List.of(
        new Statement(null, "Allow", List.of("secretsmanager:GetSecretValue"), secrets, null));
  }

  private static KafkaCluster cluster(KafkaEvent event) {
    return Objects.requireNonNull(event.customKafkaConfiguration(), "checked to be there");
  }

  @Override
  public void contribute(
      Contribution<FunctionProperties> to, FunctionNames names, KafkaEvent event, int index) {
    KafkaCluster cluster = cluster(event);
    to.add(
        names.eventId(index, "EventSourceMapping"),
        CfnResource.of(
            "AWS::Lambda::EventSourceMapping",
            new Tree()
                .with("FunctionName", names.calledArn())
                .with("Enabled", true)
                .with("BatchSize", event.batchSize() == null ? DEFAULT_BATCH : event.batchSize())
                .with("MaximumBatchingWindowInSeconds", event.maxBatchWindowSeconds())
                .with("StartingPosition", StartingPosition.TRIM_HORIZON)
                .with("Topics", List.of(cluster.topicName()))
                .with(
                    "SelfManagedEventSource",
                    new Tree()
                        .with(
                            "Endpoints",
                            new Tree().with("KafkaBootstrapServers", cluster.bootstrapServers())))
                .with(
                    "SourceAccessConfigurations",
                    accesses(cluster.authentication()).stream().map(SourceAccess::toTree).toList())
                .build()),
        "events",
        index);
  }

  private static List<SourceAccess> accesses(KafkaAuthentication authentication) {
    List<SourceAccess> accesses = new ArrayList<>();
    if (authentication instanceof KafkaPassword password) {
      accesses.add(new SourceAccess(password.way(), password.authenticationSecretArn()));
    } else if (authentication instanceof KafkaCertificate certificate) {
      accesses.add(
          new SourceAccess("CLIENT_CERTIFICATE_TLS_AUTH", certificate.clientCertificate()));
      if (certificate.serverRootCaCertificate() != null) {
        accesses.add(
            new SourceAccess("SERVER_ROOT_CA_CERTIFICATE", certificate.serverRootCaCertificate()));
      }
    }
    return accesses;
  }

  /** A secret that Lambda needs to get to the cluster, with what it is for. */
  private record SourceAccess(String type, String secretArn) {
    Map<String, Object> toTree() {
      return new Tree().with("Type", type).with("URI", secretArn).build();
    }
  }
}
