package dev.stacktape.local;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long things take. The endpoint is as quick as the machine unless it is told to take its time,
 * so that ways to deploy can be compared as they would be at AWS. The times of {@link #aws()} are
 * assumptions, of the order that deployments to AWS have; nobody should read a promise into them.
 *
 * @param call what every call takes, for its way through the network and for being carried out
 * @param operations what single operations take beside that, by service and operation, such as
 *     {@code lambda:UpdateFunctionCode}
 * @param creating what CloudFormation takes to make a resource and to see that it is ready, by type
 * @param changing the same for a change in place
 * @param otherwise the same for types that are not listed
 */
public record Pace(
    Duration call,
    Map<String, Duration> operations,
    Map<String, Duration> creating,
    Map<String, Duration> changing,
    Duration otherwise) {

  public Pace {
    operations = Map.copyOf(operations);
    creating = Map.copyOf(creating);
    changing = Map.copyOf(changing);
  }

  /** The pace that a word stands for. */
  public enum Choice {
    /** Whatever the machine can do. */
    INSTANT,
    /** About what AWS takes. */
    AWS;

    /**
     * The choice of that name, in any case.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Choice of(String word) {
      return valueOf(word.trim().toUpperCase(Locale.ROOT));
    }

    /** What it means. */
    public Pace pace() {
      return this == AWS ? aws() : instant();
    }
  }

  /** Nothing takes longer than it must. */
  public static Pace instant() {
    return new Pace(Duration.ZERO, Map.of(), Map.of(), Map.of(), Duration.ZERO);
  }

  /** About what AWS takes; rather less where it differs much. */
  public static Pace aws() {
    Map<String, Duration> operations = new TreeMap<>();
    // The change set is worked out while the caller waits for it, and functions are updated so.
    operations.put("cloudformation:CreateChangeSet", Duration.ofSeconds(3));
    operations.put("lambda:UpdateFunctionCode", Duration.ofMillis(1500));
    operations.put("lambda:UpdateFunctionConfiguration", Duration.ofMillis(1500));
    operations.put("lambda:PublishVersion", Duration.ofMillis(500));

    Map<String, Duration> creating = new TreeMap<>();
    creating.put("AWS::IAM::Role", Duration.ofSeconds(15));
    creating.put("AWS::Lambda::Function", Duration.ofSeconds(8));
    creating.put("AWS::Lambda::EventSourceMapping", Duration.ofSeconds(15));
    creating.put("AWS::DynamoDB::Table", Duration.ofSeconds(10));
    creating.put("AWS::DynamoDB::GlobalTable", Duration.ofSeconds(20));
    creating.put("AWS::SQS::Queue", Duration.ofSeconds(30));
    creating.put("AWS::S3::Bucket", Duration.ofSeconds(15));
    creating.put("AWS::ECS::Service", Duration.ofMinutes(1));
    creating.put("AWS::ElasticLoadBalancingV2::LoadBalancer", Duration.ofMinutes(2));
    creating.put("AWS::RDS::DBInstance", Duration.ofSeconds(400));
    creating.put("AWS::CloudFront::Distribution", Duration.ofMinutes(3));

    Map<String, Duration> changing = new TreeMap<>();
    changing.put("AWS::IAM::Role", Duration.ofSeconds(10));
    changing.put("AWS::Lambda::Function", Duration.ofSeconds(6));
    changing.put("AWS::DynamoDB::GlobalTable", Duration.ofSeconds(10));
    changing.put("AWS::ECS::Service", Duration.ofMinutes(1));
    changing.put("AWS::CloudFront::Distribution", Duration.ofMinutes(3));
    return new Pace(Duration.ofMillis(40), operations, creating, changing, Duration.ofSeconds(2));
  }

  /** What a call takes. */
  public Duration ofCall(String service, String operation) {
    return call.plus(operations.getOrDefault(service + ":" + operation, Duration.ZERO));
  }

  /**
   * What a step of a resource takes in express mode, where nobody waits until it is ready: the call
   * that applies the configuration.
   */
  public Duration ofStepInExpressMode() {
    return call;
  }

  /** What a step of a resource takes; deletions and rollbacks take what other changes take. */
  public Duration ofStep(String type, Faults.Step step) {
    return (step == Faults.Step.CREATE ? creating : changing).getOrDefault(type, otherwise);
  }
}
