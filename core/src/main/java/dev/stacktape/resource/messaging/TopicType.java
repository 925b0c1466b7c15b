package dev.stacktape.resource.messaging;

import static dev.stacktape.resource.ResourceCode.PROPERTY_NEEDS_ANOTHER;

import dev.stacktape.name.LogicalId;
import dev.stacktape.name.PhysicalName;
import dev.stacktape.resource.Access;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Params;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.ResourceType;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code sns-topic}: a topic. Who has subscribed belongs to the workloads whose events ask for it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html">AWS::SNS::Topic</a>
 */
public final class TopicType implements ResourceType<TopicProperties> {
  private static final int NAME_LIMIT = 256;
  private static final String FIFO = ".fifo";

  /** What a client of the topic does. */
  private static final List<String> USE =
      List.of(
          "sns:ConfirmSubscription",
          "sns:GetTopicAttributes",
          "sns:ListSubscriptionsByTopic",
          "sns:Publish",
          "sns:Subscribe");

  @Override
  public String word() {
    return "sns-topic";
  }

  @Override
  public Class<TopicProperties> propertiesType() {
    return TopicProperties.class;
  }

  /** The ARN of the topic with this name in the config. */
  public static Map<String, Object> arn(String name) {
    return Fn.getAtt(logicalId(name), "TopicArn");
  }

  /** Whether it keeps the order of messages. */
  public static boolean isFifo(TopicProperties topic) {
    return Boolean.TRUE.equals(topic.fifoEnabled());
  }

  private static String logicalId(String name) {
    return LogicalId.of(name, "Topic");
  }

  private static String fullName(Resource<TopicProperties> topic, StackView stack) {
    return stack.target().stackName() + "-" + topic.name();
  }

  private static int nameLimit(TopicProperties topic) {
    return isFifo(topic) ? NAME_LIMIT - FIFO.length() : NAME_LIMIT;
  }

  @Override
  public Params params(Resource<TopicProperties> topic, StackView stack) {
    return Params.none()
        .with("arn", arn(topic.name()))
        .with("name", Fn.getAtt(logicalId(topic.name()), "TopicName"));
  }

  @Override
  public Optional<Access> access(Resource<TopicProperties> topic, StackView stack) {
    return Optional.of(
        new Access(
            List.of(Statement.allow(USE, arn(topic.name()))), params(topic, stack).values()));
  }

  @Override
  public void check(Inspection<TopicProperties> inspection) {
    TopicProperties topic = inspection.properties();
    inspection.fits(
        "topic name", fullName(inspection.resource(), inspection.stack()), nameLimit(topic));
    if (Boolean.TRUE.equals(topic.contentBasedDeduplication()) && !isFifo(topic)) {
      inspection.report(
          PROPERTY_NEEDS_ANOTHER
              .error("`contentBasedDeduplication` is only for topics that keep the order.")
              .hint("Add `fifoEnabled: true`, which makes it another topic, or remove it."),
          "contentBasedDeduplication");
    }
  }

  @Override
  public void contribute(Contribution<TopicProperties> to) {
    TopicProperties topic = to.properties();
    String name = PhysicalName.fit(fullName(to.resource(), to.stack()), nameLimit(topic));
    to.add(
        logicalId(to.name()),
        CfnResource.of(
            "AWS::SNS::Topic",
            new Tree()
                .with("TopicName", isFifo(topic) ? name + FIFO : name)
                .with("DisplayName", topic.smsDisplayName())
                .with("FifoTopic", isFifo(topic) ? true : null)
                .with("ContentBasedDeduplication", isFifo(topic) ? deduplicates(topic) : null)
                .with("Tags", to.stack().tags().toList())
                .build()));
    to.output("arn", arn(to.name()), "ARN of the topic " + to.name());
  }

  private static boolean deduplicates(TopicProperties topic) {
    return Boolean.TRUE.equals(topic.contentBasedDeduplication());
  }
}
