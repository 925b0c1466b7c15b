package dev.stacktape.resource.queue;

import dev.stacktape.name.LogicalId;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.event.QueueFeeder;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who else may use a queue. A queue has one policy, the one that was set last; so everything that
 * must be in it stands in one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queuepolicy.html">AWS::SQS::QueuePolicy</a>
 */
final class QueuePolicy {
  private QueuePolicy() {}

  static void contribute(Contribution<QueueProperties> to) {
    List<Map<String, Object>> statements = new ArrayList<>();
    to.properties().policyStatements().forEach(own -> statements.add(statement(own, to.name())));
    feeds(to.resource(), to.stack()).forEach(feed -> statements.add(statement(feed)));
    if (!statements.isEmpty()) {
      to.add(
          LogicalId.of(to.name(), "QueuePolicy"),
          CfnResource.of(
              "AWS::SQS::QueuePolicy",
              new Tree()
                  .with("Queues", List.of(Fn.ref(QueueType.logicalId(to.name()))))
                  .with("PolicyDocument", Statement.document(statements))
                  .build()),
          "policyStatements");
    }
  }

  private static Set<QueueFeeder.Feed> feeds(Resource<QueueProperties> queue, StackView stack) {
    Set<QueueFeeder.Feed> feeds = new LinkedHashSet<>();
    for (Resource<?> resource : stack.withParts().values()) {
      if (resource.properties() instanceof QueueFeeder feeder) {
        feeder.feeds(resource, stack).stream()
            .filter(feed -> feed.queueName().equals(queue.name()))
            .forEach(feeds::add);
      }
    }
    return feeds;
  }

  private static Map<String, Object> statement(QueuePolicyStatement own, String queue) {
    return new Tree()
        .with("Effect", own.effect())
        .with("Action", own.action())
        .with("Principal", own.principal())
        .with("Resource", List.of(QueueType.arn(queue)))
        .with("Condition", own.condition())
        .build();
  }

  private static Map<String, Object> statement(QueueFeeder.Feed feed) {
    return new Tree()
        .with("Effect", "Allow")
        .with("Action", List.of("sqs:SendMessage"))
        .with("Principal", Map.of("Service", feed.service()))
        .with("Resource", List.of(QueueType.arn(feed.queueName())))
        .with("Condition", Map.of("ArnEquals", Map.of("aws:SourceArn", feed.sourceArn())))
        .build();
  }
}
