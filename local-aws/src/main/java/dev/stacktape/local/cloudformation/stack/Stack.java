package dev.stacktape.local.cloudformation.stack;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A stack as it is now: state, resources, events and change sets. Every change is in the journal
 * before anybody can see it. An event is written before the state that it tells of: after a crash
 * in between it is told again rather than never.
 */
public final class Stack {
  static final String STACK_TYPE = "AWS::CloudFormation::Stack";
  private static final String STATE = "stack";
  private static final String EVENTS = "events";

  private final Journal journal;
  private final String folder;
  private final Clock clock;
  private final EventTimes times;
  private final List<StackEvent> events;
  private final Map<String, StackResource> resources = new TreeMap<>();
  private final Map<String, ChangeSet> changeSets = new LinkedHashMap<>();
  private StackState state;

  private Stack(
      Journal journal, String folder, Clock clock, StackState state, List<StackEvent> events) {
    this.journal = journal;
    this.folder = folder;
    this.clock = clock;
    this.state = state;
    this.events = new ArrayList<>(events);
    Instant last =
        events.isEmpty() ? Instant.EPOCH : Instant.parse(events.get(events.size() - 1).time());
    this.times = new EventTimes(clock, last);
  }

  static Stack make(Journal journal, String folder, Clock clock, StackState state) {
    Stack stack = new Stack(journal, folder, clock, state, List.of());
    journal.write(folder, STATE, state);
    return stack;
  }

  /** Reads a stack back; null when the process was killed before the stack was complete. */
  static @Nullable Stack load(Journal journal, String folder, Clock clock) {
    StackState state = journal.read(folder, STATE, StackState.class);
    if (state == null) {
      return null;
    }
    List<StackEvent> events = journal.lines(folder, EVENTS, StackEvent.class);
    Stack stack = new Stack(journal, folder, clock, state, events);
    String resources = stack.resourceFolder();
    for (String name : journal.names(resources)) {
      StackResource resource = journal.read(resources, name, StackResource.class);
      if (resource != null) {
        stack.resources.put(resource.logicalId(), resource);
      }
    }
    stack.loadChangeSets();
    return stack;
  }

  private void loadChangeSets() {
    List<ChangeSet> read = new ArrayList<>();
    for (String name : journal.names(changeSetFolder())) {
      ChangeSet changeSet = journal.read(changeSetFolder(), name, ChangeSet.class);
      if (changeSet != null) {
        read.add(changeSet);
      }
    }
    read.sort(Comparator.comparingLong(ChangeSet::created));
    read.forEach(changeSet -> changeSets.put(changeSet.id(), changeSet));
  }

  /** State as it is now. */
  public synchronized StackState state() {
    return state;
  }

  /** Changes the state. */
  public synchronized StackState change(UnaryOperator<StackState> change) {
    StackState changed = change.apply(state);
    journal.write(folder, STATE, changed);
    state = changed;
    return changed;
  }

  /** Moves the stack to a status, tells it, and changes what else belongs to the step. */
  public synchronized void enter(
      StackStatus status, @Nullable String reason, UnaryOperator<StackState> andAlso) {
    StackState before = state;
    StackState after = andAlso.apply(before);
    Operation operation = after.operation() == null ? before.operation() : after.operation();
    record(
        new StackEvent(
            UUID.randomUUID().toString(),
            operation == null ? "" : operation.id(),
            state.name(),
            state.id(),
            STACK_TYPE,
            times.next(),
            status.name(),
            reason,
            null,
            operation == null ? null : operation.clientToken()));
    long now = clock.millis();
    boolean updates = status.name().startsWith("UPDATE") || status.name().startsWith("ROLLBACK");
    StackState.Progress progress =
        new StackState.Progress(
            status,
            reason,
            updates ? Long.valueOf(now) : before.progress().updated(),
            status.name().startsWith("DELETE") ? Long.valueOf(now) : null);
    change(current -> after.with(progress));
  }

  /** Keeps a resource as it is now and tells its status. */
  public synchronized void tell(StackResource resource) {
    Physical current = resource.current();
    tell(resource, current == null ? null : current.shown());
  }

  /**
   * Keeps a resource as it is now and tells its status.
   *
   * @param shown the properties to show, or null
   */
  public synchronized void tell(StackResource resource, @Nullable Map<String, Object> shown) {
    tellOf(resource, resource.physicalId(), resource.status(), resource.reason(), shown);
    keep(resource);
  }

  /**
   * Tells something of a resource without changing what is kept, as for the old one of a
   * replacement.
   *
   * @param shown the properties to show, or null
   */
  public synchronized void tellOf(
      StackResource resource,
      @Nullable String physicalId,
      ResourceStatus status,
      @Nullable String reason,
      @Nullable Map<String, Object> shown) {
    String time = times.next();
    record(
        new StackEvent(
            resource.logicalId() + "-" + status + "-" + time,
            resource.operation(),
            resource.logicalId(),
            physicalId == null ? "" : physicalId,
            resource.type(),
            time,
            status.name(),
            reason,
            shown,
            state.operation() == null ? null : state.operation().clientToken()));
  }

  private void record(StackEvent event) {
    journal.append(folder, EVENTS, event);
    events.add(event);
  }

  /** Keeps a resource without telling. */
  public synchronized void keep(StackResource resource) {
    journal.write(resourceFolder(), resource.logicalId(), resource);
    resources.put(resource.logicalId(), resource);
  }

  /** Forgets a resource. */
  public synchronized void forget(String logicalId) {
    journal.delete(resourceFolder(), logicalId);
    resources.remove(logicalId);
  }

  /** The time of now, epoch milliseconds. */
  public long now() {
    return clock.millis();
  }

  /** A resource, or null. */
  public synchronized @Nullable StackResource resource(String logicalId) {
    return resources.get(logicalId);
  }

  /** All resources by logical id. */
  public synchronized Map<String, StackResource> resources() {
    return Collections.unmodifiableMap(new TreeMap<>(resources));
  }

  /** All events, the oldest first. */
  public synchronized List<StackEvent> events() {
    return List.copyOf(events);
  }

  /** Keeps a change set. */
  public synchronized void keep(ChangeSet changeSet) {
    journal.write(changeSetFolder(), uuid(changeSet.id()), changeSet);
    changeSets.put(changeSet.id(), changeSet);
  }

  /** Forgets a change set. */
  public synchronized void forget(ChangeSet changeSet) {
    journal.delete(changeSetFolder(), uuid(changeSet.id()));
    changeSets.remove(changeSet.id());
  }

  /** A change set by name or id, or null. */
  public synchronized @Nullable ChangeSet changeSet(String nameOrId) {
    return changeSets.values().stream()
        .filter(set -> set.id().equals(nameOrId) || set.name().equals(nameOrId))
        .findFirst()
        .orElse(null);
  }

  /** All change sets, the oldest first. */
  public synchronized List<ChangeSet> changeSets() {
    return List.copyOf(changeSets.values());
  }

  private String resourceFolder() {
    return folder + "/resources";
  }

  private String changeSetFolder() {
    return folder + "/change-sets";
  }

  private static String uuid(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}
