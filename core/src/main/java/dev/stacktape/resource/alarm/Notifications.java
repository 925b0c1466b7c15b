package dev.stacktape.resource.alarm;

import static dev.stacktape.resource.ResourceCode.FEATURE_NOT_SUPPORTED;
import static dev.stacktape.resource.ResourceCode.PROPERTY_NEEDS_ANOTHER;
import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.config.TypeName;
import dev.stacktape.name.LogicalId;
import dev.stacktape.name.PhysicalName;
import dev.stacktape.name.ShortHash;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Tells people of an alarm, without any code that runs: mails go through a topic, everything else
 * is a request that EventBridge makes.
 */
final class Notifications {
  /** EventBridge's limit on targets of a rule. */
  private static final int MAX_REQUESTS = 5;

  private final Contribution<?> to;
  private final AlarmName alarm;
  private final int index;

  Notifications(Contribution<?> to, AlarmName alarm, int index) {
    this.to = to;
    this.alarm = alarm;
    this.index = index;
  }

  static void check(Inspection<?> inspection, List<NotificationTarget> targets, int alarm) {
    int requests = 0;
    for (int i = 0; i < targets.size(); i++) {
      NotificationTarget target = targets.get(i);
      Object[] place = {"alarms", alarm, "notificationTargets", i};
      if (target instanceof NotificationTarget.Email email) {
        inspection.withoutEffect(
            !Objects.requireNonNullElse(email.sender(), "").isEmpty(),
            "mails about alarms come from SNS, and the recipient confirms once",
            "alarms",
            alarm,
            "notificationTargets",
            i,
            "properties",
            "sender");
      } else {
        requests++;
        checkRequest(inspection, target, place);
      }
    }
    if (requests > MAX_REQUESTS) {
      inspection.report(
          VALUE_INVALID
              .error(
                  "An alarm can tell at most %d targets beside e-mail, but there are %d."
                      .formatted(MAX_REQUESTS, requests))
              .hint("Use a second alarm for the others."),
          "alarms",
          alarm,
          "notificationTargets");
    }
  }

  private static void checkRequest(
      Inspection<?> inspection, NotificationTarget target, Object[] place) {
    if (!AlarmRequest.isComplete(target)) {
      inspection.report(
          PROPERTY_NEEDS_ANOTHER
              .error("It is not said where the notification goes.")
              .hint("Add `properties`; there is no console that knows them."),
          place);
    }
  }

  /** Reports what of the targets of an alarm cannot be deployed. */
  static void checkSupport(Inspection<?> inspection, List<NotificationTarget> targets, int alarm) {
    for (int i = 0; i < targets.size(); i++) {
      if (targets.get(i) instanceof NotificationTarget.Webhook hook && hook.secret() != null) {
        inspection.report(
            FEATURE_NOT_SUPPORTED
                .error("EventBridge sends the notification itself, and cannot sign it.")
                .hint(
                    "Remove `secret` and send a header that the receiver knows, such as"
                        + " `headers: {Authorization: $Secret('alarm.token')}`; or run a"
                        + " function with an event of the type `cloudwatch-alarm`."),
            "alarms",
            alarm,
            "notificationTargets",
            i,
            "properties",
            "secret");
      }
    }
  }

  /** The topics through which mails go. */
  List<Object> topics(List<NotificationTarget> targets) {
    List<Object> topics = new ArrayList<>();
    for (NotificationTarget target : targets) {
      if (target instanceof NotificationTarget.Email email) {
        topics.add(Fn.ref(topicId(email)));
      }
    }
    return topics;
  }

  /** One for each recipient in a stack, so that each confirms once. */
  private static String topicId(NotificationTarget.Email email) {
    return LogicalId.of("StpAlarmMail" + ShortHash.of(email.recipient()), "Topic");
  }

  void contribute(List<NotificationTarget> targets) {
    List<Map<String, Object>> requests = new ArrayList<>();
    for (NotificationTarget target : targets) {
      if (target instanceof NotificationTarget.Email email) {
        addTopic(email);
      } else {
        requests.add(addRequest(target, requests.size()));
      }
    }
    if (!requests.isEmpty()) {
      addRole();
      to.add(
          alarm.logicalId("NotificationRule"),
          CfnResource.of(
              "AWS::Events::Rule",
              new Tree()
                  .with("State", "ENABLED")
                  .with("EventPattern", AlarmStateRule.wentOff(alarm))
                  .with("Targets", requests)
                  .build()),
          "alarms",
          index,
          "notificationTargets");
    }
  }

  private void addTopic(NotificationTarget.Email email) {
    Map<String, Object> subscription =
        new Tree().with("Protocol", "email").with("Endpoint", email.recipient()).build();
    to.share(
        topicId(email),
        CfnResource.of(
            "AWS::SNS::Topic",
            new Tree()
                .with("DisplayName", to.stack().target().stackName())
                .with("Subscription", List.of(subscription))
                .with("Tags", to.stack().tags().toList())
                .build()));
  }

  /** The same channel of several alarms is one destination. */
  private Map<String, Object> addRequest(NotificationTarget target, int position) {
    AlarmRequest request = AlarmRequest.of(target, to.stack().target().stackName());
    TypeName word = Objects.requireNonNull(target.getClass().getAnnotation(TypeName.class));
    String name = word.value()[0] + "-" + ShortHash.of(target.toString());
    String connectionId = LogicalId.of("StpAlarm", name, "Connection");
    String destinationId = LogicalId.of("StpAlarm", name, "ApiDestination");
    to.share(connectionId, request.connection());
    to.share(
        destinationId,
        CfnResource.of(
            "AWS::Events::ApiDestination",
            new Tree()
                .with("Name", destinationName(name))
                .with("ConnectionArn", Fn.getAtt(connectionId, "Arn"))
                .with("HttpMethod", "POST")
                .with("InvocationEndpoint", request.endpoint())
                .build()));
    return new Tree()
        .with("Id", "target" + position)
        .with("Arn", Fn.getAtt(destinationId, "Arn"))
        .with("RoleArn", Fn.getAtt(roleId(), "Arn"))
        .with("InputTransformer", request.input())
        .build();
  }

  private String destinationName(String name) {
    return PhysicalName.fit(to.stack().target().stackName() + "-alarm-" + name, 64);
  }

  private static String roleId() {
    return LogicalId.of("StpAlarmNotification", "Role");
  }

  private void addRole() {
    Map<String, Object> assumed =
        new Tree()
            .with("Effect", "Allow")
            .with("Principal", Map.of("Service", "events.amazonaws.com"))
            .with("Action", "sts:AssumeRole")
            .build();
    Statement send =
        Statement.allow(
            List.of("events:InvokeApiDestination"),
            Fn.sub(
                "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:api-destination/"
                    + to.stack().target().stackName()
                    + "-alarm-*"));
    to.share(
        roleId(),
        CfnResource.of(
            "AWS::IAM::Role",
            new Tree()
                .with("AssumeRolePolicyDocument", Statement.document(List.of(assumed)))
                .with(
                    "Policies",
                    List.of(Statement.inlinePolicy("send-notifications", List.of(send))))
                .build()));
  }
}
