package dev.stacktape.resource.bucket;

import static dev.stacktape.resource.ResourceCode.PROPERTY_CONFLICT;
import static dev.stacktape.resource.ResourceCode.RESOURCE_NOT_FOUND;

import dev.stacktape.config.DirectiveText;
import dev.stacktape.problem.Location;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.ParamReference;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.event.BucketEvent;
import dev.stacktape.resource.event.BucketListener;
import dev.stacktape.resource.event.ObjectFilter;
import dev.stacktape.template.CfnResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Whom a bucket tells of changes. S3 tries the call when the bucket is made, so the functions must
 * be there first. Functions that know the bucket would have to wait for it in turn; that is why a
 * bucket with listeners is known by its name, which is no reference, and calls functions by theirs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html">Event
 *     notifications and filters</a>
 */
public final class BucketNotifications {

  /** A workload that a bucket tells of something. */
  private record Listening(Resource<?> workload, BucketListener.Heard heard) {
    Location place() {
      List<Object> path = new ArrayList<>(heard.path());
      path.add("properties");
      path.add("s3EventType");
      return workload.at(path.toArray());
    }
  }

  private BucketNotifications() {}

  /** Whether anybody is told of changes in the bucket. */
  static boolean hasListeners(Resource<BucketProperties> bucket, StackView stack) {
    return !listening(bucket, stack).isEmpty();
  }

  private static List<Listening> listening(Resource<BucketProperties> bucket, StackView stack) {
    List<Listening> found = new ArrayList<>();
    for (Resource<?> resource : stack.withParts().values()) {
      if (resource.properties() instanceof BucketListener listener) {
        listener.bucketEvents(resource, stack).stream()
            .filter(heard -> isOf(bucket, heard.event(), stack))
            .forEach(heard -> found.add(new Listening(resource, heard)));
      }
    }
    return found;
  }

  private static boolean isOf(
      Resource<BucketProperties> bucket, BucketEvent event, StackView stack) {
    return BucketReference.in(event.bucketArn(), stack)
        .filter(named -> named.name().equals(bucket.name()))
        .isPresent();
  }

  /**
   * Reports an event that does not come from a bucket of the config: nobody but the owner of a
   * bucket can say whom it calls.
   */
  public static void checkBucket(Inspection<?> inspection, BucketEvent event, Object... path) {
    StackView stack = inspection.stack();
    if (BucketReference.in(event.bucketArn(), stack).isEmpty()
        && !ParamReference.isOfUnread(event.bucketArn(), stack)) {
      String found =
          DirectiveText.isDirective(event.bucketArn())
              ? "`%s` is not the ARN of a bucket in this config."
              : "`%s` is not a bucket of this config, and only its own stack can say whom a bucket"
                  + " calls.";
      inspection.report(
          RESOURCE_NOT_FOUND
              .error(found.formatted(event.bucketArn()))
              .hint(
                  "Write `$ResourceParam('uploads', 'arn')`. A bucket elsewhere can send its events"
                      + " to EventBridge; use an event of the type `event-bus` then."),
          path);
    }
  }

  /** The ARN of the bucket that an event comes from, put together of its name. */
  public static Object sourceArn(BucketEvent event, StackView stack) {
    return BucketReference.in(event.bucketArn(), stack)
        .map(bucket -> BucketType.arnByName(bucket, stack))
        .orElseThrow(() -> new IllegalStateException("the event has been checked"));
  }

  static @Nullable Tree configuration(Contribution<BucketProperties> to) {
    List<Listening> listening = listening(to.resource(), to.stack());
    boolean bus =
        Boolean.TRUE.equals(to.properties().enableEventBusNotifications())
            || listening.stream().anyMatch(one -> one.heard().targetArn() == null);
    List<Map<String, Object>> functions =
        listening.stream()
            .filter(one -> one.heard().targetArn() != null)
            .map(one -> function(one.heard()))
            .toList();
    return new Tree()
        .with("EventBridgeConfiguration", bus ? new Tree().with("EventBridgeEnabled", true) : null)
        .with("LambdaConfigurations", functions);
  }

  private static Map<String, Object> function(BucketListener.Heard heard) {
    ObjectFilter filter = heard.event().filterRule();
    List<Map<String, Object>> rules = new ArrayList<>();
    if (filter != null && filter.prefix() != null) {
      rules.add(rule("prefix", filter.prefix()));
    }
    if (filter != null && filter.suffix() != null) {
      rules.add(rule("suffix", filter.suffix()));
    }
    return new Tree()
        .with("Event", heard.event().s3EventType())
        .with("Function", heard.targetArn())
        .with(
            "Filter",
            rules.isEmpty() ? null : new Tree().with("S3Key", new Tree().with("Rules", rules)))
        .build();
  }

  private static Map<String, Object> rule(String name, String value) {
    return new Tree().with("Name", name).with("Value", value).build();
  }

  /** The bucket after everything that lets it call. */
  static CfnResource afterPermissions(CfnResource bucket, Contribution<BucketProperties> to) {
    CfnResource waiting = bucket;
    for (Listening one : listening(to.resource(), to.stack())) {
      if (one.heard().permissionId() != null) {
        waiting = waiting.dependsOn(one.heard().permissionId());
      }
    }
    return waiting;
  }

  /** Reports events that S3 cannot tell apart: one object would have two functions called. */
  static void check(Inspection<BucketProperties> inspection) {
    List<Listening> calls =
        listening(inspection.resource(), inspection.stack()).stream()
            .filter(one -> one.heard().targetArn() != null)
            .toList();
    for (int i = 0; i < calls.size(); i++) {
      for (int earlier = 0; earlier < i; earlier++) {
        if (overlap(calls.get(i).heard().event(), calls.get(earlier).heard().event())) {
          reportOverlap(inspection, calls.get(i), calls.get(earlier));
          break;
        }
      }
    }
  }

  private static void reportOverlap(Inspection<?> inspection, Listening one, Listening earlier) {
    inspection.reportAt(
        PROPERTY_CONFLICT
            .error(
                "The bucket `%s` already calls `%s` for some of these objects (%s), and S3 calls one function only."
                    .formatted(
                        inspection.resource().name(), earlier.workload().name(), earlier.place()))
            .hint(
                "Give both a `filterRule` with prefixes or suffixes that exclude each other, or"
                    + " publish to a topic and let both subscribe."),
        one.place());
  }

  private static boolean overlap(BucketEvent one, BucketEvent other) {
    String type = Tree.textOf(one.s3EventType());
    String otherType = Tree.textOf(other.s3EventType());
    return (covers(type, otherType) || covers(otherType, type))
        && overlap(prefix(one), prefix(other), String::startsWith)
        && overlap(suffix(one), suffix(other), String::endsWith);
  }

  /** {@code s3:ObjectCreated:*} covers {@code s3:ObjectCreated:Put}. */
  private static boolean covers(String type, String other) {
    return type.equals(other)
        || (type.endsWith("*") && other.startsWith(type.substring(0, type.length() - 1)));
  }

  private static boolean overlap(String one, String other, BiPredicate<String, String> test) {
    return test.test(one, other) || test.test(other, one);
  }

  private static String prefix(BucketEvent event) {
    return Optional.ofNullable(event.filterRule())
        .map(filter -> Objects.requireNonNullElse(filter.prefix(), ""))
        .orElse("");
  }

  private static String suffix(BucketEvent event) {
    return Optional.ofNullable(event.filterRule())
        .map(filter -> Objects.requireNonNullElse(filter.suffix(), ""))
        .orElse("");
  }
}
