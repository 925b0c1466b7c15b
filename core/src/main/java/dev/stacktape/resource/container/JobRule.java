package dev.stacktape.resource.container;

import static dev.stacktape.resource.ResourceCode.SCHEDULE_INVALID;
import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.config.DirectiveText;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.ParamReference;
import dev.stacktape.resource.Params;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.bucket.BucketNotifications;
import dev.stacktape.resource.event.BucketEvent;
import dev.stacktape.resource.event.BucketEventType;
import dev.stacktape.resource.event.EventBusEvent;
import dev.stacktape.resource.event.FunctionEvent;
import dev.stacktape.resource.event.ObjectFilter;
import dev.stacktape.resource.event.RuleInput;
import dev.stacktape.resource.event.Schedule;
import dev.stacktape.resource.event.ScheduleEvent;
import dev.stacktape.resource.messaging.BusChoice;
import dev.stacktape.resource.queue.DeadLetters;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rules of EventBridge that start a batch job: times, events of a bus, and changes of objects,
 * which a bucket tells the default bus.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">EventBridge
 *     events of S3</a>
 */
final class JobRule {
  private static final String EVENTS = "events";
  private static final String PROPERTIES = "properties";

  private JobRule() {}

  /** Whether a rule can start a job at such an event. */
  static boolean fits(FunctionEvent event) {
    return event instanceof ScheduleEvent
        || event instanceof EventBusEvent
        || event instanceof BucketEvent;
  }

  static void check(Inspection<JobProperties> inspection, FunctionEvent event, int index) {
    if (event instanceof ScheduleEvent schedule) {
      checkSchedule(inspection, schedule, index);
    } else if (event instanceof EventBusEvent bus) {
      BusChoice.of(bus).check(inspection, index);
      RuleInput.of(bus).check(inspection, EVENTS, index, PROPERTIES);
      DeadLetters.check(
          inspection, bus.onDeliveryFailure(), EVENTS, index, PROPERTIES, "onDeliveryFailure");
    } else if (event instanceof BucketEvent bucket) {
      BucketNotifications.checkBucket(inspection, bucket, EVENTS, index, PROPERTIES, "bucketArn");
      if (kind(bucket.s3EventType()).isEmpty()) {
        inspection.report(
            VALUE_INVALID
                .error(
                    "S3 does not tell EventBridge of `%s`."
                        .formatted(Tree.textOf(bucket.s3EventType())))
                .hint("Write a function with this event that is connected to the job."),
            EVENTS,
            index,
            PROPERTIES,
            "s3EventType");
      }
    }
  }

  private static void checkSchedule(
      Inspection<JobProperties> inspection, ScheduleEvent schedule, int index) {
    if (!DirectiveText.isDirective(schedule.scheduleRate())) {
      Schedule.problemOf(schedule.scheduleRate())
          .ifPresent(
              flaw ->
                  inspection.report(
                      SCHEDULE_INVALID.error(flaw.message()).hint(flaw.hint()),
                      EVENTS,
                      index,
                      PROPERTIES,
                      "scheduleRate"));
    }
    RuleInput.of(schedule).check(inspection, EVENTS, index, PROPERTIES);
  }

  static CfnResource of(JobNames names, FunctionEvent event, int index, StackView stack) {
    Tree target =
        new Tree()
            .with("Arn", Fn.ref(names.stateMachineId()))
            .with("Id", names.targetId(index))
            .with("RoleArn", JobTriggers.role(names));
    Tree rule = new Tree().with("State", "ENABLED");
    if (event instanceof ScheduleEvent schedule) {
      rule.with("ScheduleExpression", schedule.scheduleRate());
      RuleInput.of(schedule).addTo(target);
    } else if (event instanceof EventBusEvent bus) {
      rule.with("EventBusName", BusChoice.of(bus).ruleValue())
          .with("EventPattern", bus.eventPattern().toTree());
      RuleInput.of(bus).addTo(target);
      target.with(
          "DeadLetterConfig", new Tree().with("Arn", DeadLetters.arn(bus.onDeliveryFailure())));
    } else {
      rule.with("EventPattern", pattern((BucketEvent) event, stack));
    }
    return CfnResource.of(
        "AWS::Events::Rule", rule.with("Targets", List.of(target.build())).build());
  }

  private static Tree pattern(BucketEvent event, StackView stack) {
    Kind kind = kind(event.s3EventType()).orElseThrow();
    Object bucket =
        ParamReference.resourceOf(event.bucketArn(), stack)
            .flatMap(found -> Optional.ofNullable(params(found, stack).get("name")))
            .orElseThrow();
    Tree detail =
        new Tree()
            .with("bucket", new Tree().with("name", List.of(bucket)))
            .with("object", new Tree().with("key", key(event.filterRule())));
    if (kind.property() != null) {
      detail.with(kind.property(), List.of(kind.value()));
    }
    return new Tree()
        .with("source", List.of("aws.s3"))
        .with("detail-type", kind.types())
        .with("detail", detail);
  }

  private static <P extends Record> Params params(Resource<P> resource, StackView stack) {
    return resource.type().params(resource, stack);
  }

  private static @Nullable List<Map<String, String>> key(@Nullable ObjectFilter filter) {
    String prefix = filter == null ? null : filter.prefix();
    String suffix = filter == null ? null : filter.suffix();
    if (prefix != null && suffix != null) {
      return List.of(Map.of("wildcard", literal(prefix) + "*" + literal(suffix)));
    }
    if (prefix != null) {
      return List.of(Map.of("prefix", prefix));
    }
    return suffix == null ? null : List.of(Map.of("suffix", suffix));
  }

  /** Text in which a star is a star. */
  private static String literal(String text) {
    return text.replace("\\", "\\\\").replace("*", "\\*");
  }

  /**
   * How EventBridge calls a change of an object.
   *
   * @param property of the detail that tells it from others of its type; null where all are meant
   */
  private record Kind(List<String> types, @Nullable String property, String value) {}

  private static Optional<Kind> kind(BucketEventType type) {
    return switch (type) {
      case S3_OBJECT_CREATED_ALL -> all("Object Created");
      case S3_OBJECT_CREATED_PUT -> created("PutObject");
      case S3_OBJECT_CREATED_POST -> created("POST Object");
      case S3_OBJECT_CREATED_COPY -> created("CopyObject");
      case S3_OBJECT_CREATED_COMPLETE_MULTIPART_UPLOAD -> created("CompleteMultipartUpload");
      case S3_OBJECT_REMOVED_ALL -> all("Object Deleted");
      case S3_OBJECT_REMOVED_DELETE -> deleted("Permanently Deleted");
      case S3_OBJECT_REMOVED_DELETE_MARKER_CREATED -> deleted("Delete Marker Created");
      case S3_OBJECT_RESTORE_ALL -> all("Object Restore Initiated", "Object Restore Completed");
      case S3_OBJECT_RESTORE_POST -> all("Object Restore Initiated");
      case S3_OBJECT_RESTORE_COMPLETED -> all("Object Restore Completed");
      default -> Optional.empty();
    };
  }

  private static Optional<Kind> all(String... types) {
    return Optional.of(new Kind(List.of(types), null, ""));
  }

  private static Optional<Kind> created(String reason) {
    return Optional.of(new Kind(List.of("Object Created"), "reason", reason));
  }

  private static Optional<Kind> deleted(String deletion) {
    return Optional.of(new Kind(List.of("Object Deleted"), "deletion-type", deletion));
  }
}
