package dev.stacktape.deploy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/**
 * The events of one stack from a point in time on, each once and in the order in which they
 * happened. CloudFormation lists them newest first, in pages.
 */
final class StackEvents {
  private final CloudFormationClient cloudFormation;
  private final String stackId;
  private final Set<String> seen = new HashSet<>();
  private final List<StackEvent> taken = new ArrayList<>();
  private final List<StackEvent> past = new ArrayList<>();

  private StackEvents(CloudFormationClient cloudFormation, String stackId) {
    this.cloudFormation = cloudFormation;
    this.stackId = stackId;
  }

  /** Everything that ever happened to the stack. */
  static StackEvents fromTheBeginning(CloudFormationClient cloudFormation, String stackId) {
    return new StackEvents(cloudFormation, stackId);
  }

  /** Only what happens from now on. */
  static StackEvents fromNow(CloudFormationClient cloudFormation, String stackId) {
    StackEvents events = new StackEvents(cloudFormation, stackId);
    // The newest page is enough: reading stops at the first event that was seen.
    cloudFormation
        .describeStackEvents(request -> request.stackName(stackId))
        .stackEvents()
        .forEach(
            event -> {
              events.seen.add(event.eventId());
              events.past.add(event);
            });
    Collections.reverse(events.past);
    return events;
  }

  /** What has happened since the last call. */
  List<StackEvent> next() {
    List<StackEvent> fresh = new ArrayList<>();
    try {
      for (StackEvent event :
          cloudFormation
              .describeStackEventsPaginator(request -> request.stackName(stackId))
              .stackEvents()) {
        if (seen.contains(event.eventId())) {
          break;
        }
        fresh.add(event);
      }
    } catch (CloudFormationException answer) {
      if (!Stacks.doesNotExist(answer)) {
        throw answer;
      }
    }
    fresh.forEach(event -> seen.add(event.eventId()));
    Collections.reverse(fresh);
    taken.addAll(fresh);
    return fresh;
  }

  /** The newest of what happened before, oldest first. */
  List<StackEvent> past() {
    return List.copyOf(past);
  }

  /** Everything that {@link #next} gave so far. */
  List<StackEvent> all() {
    return List.copyOf(taken);
  }

  /** Whether an event is about the stack itself rather than about a resource in it. */
  static boolean isOfTheStack(StackEvent event) {
    return event.stackId().equals(event.physicalResourceId());
  }
}
