package dev.stacktape.local.cloudformation.run;

import dev.stacktape.local.cloudformation.stack.Physical;
import dev.stacktape.local.cloudformation.stack.ResourceStatus;
import dev.stacktape.local.cloudformation.stack.Stack;
import dev.stacktape.local.cloudformation.stack.StackResource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/** Deletes what a stack does not need any more, each before what it depended on. */
final class Deletions {
  private final Stack stack;
  private final ProviderCalls calls;
  private final Graph graph;
  private final boolean force;

  Deletions(Stack stack, ProviderCalls calls, Graph graph, boolean force) {
    this.stack = stack;
    this.calls = calls;
    this.graph = graph;
    this.force = force;
  }

  /**
   * Something to be deleted.
   *
   * @param isCurrent whether it is what the logical id stands for, rather than an old or a new one
   *     that is not needed
   * @param isRetained whether it stays where it is
   */
  record Doomed(StackResource resource, Physical physical, boolean isCurrent, boolean isRetained) {
    String key() {
      return resource.logicalId() + "|" + physical.id();
    }
  }

  /** Deletes; returns the logical ids of what could not be deleted. */
  Set<String> run(List<Doomed> doomed) {
    Map<String, Doomed> byKey = new LinkedHashMap<>();
    doomed.forEach(each -> byKey.put(each.key(), each));
    Set<String> failed = new ConcurrentSkipListSet<>();
    Set<String> well =
        graph.run(
            users(doomed),
            key -> delete(Objects.requireNonNull(byKey.get(key)), failed),
            () -> false);
    Set<String> left = new TreeSet<>(failed);
    byKey.forEach(
        (key, each) -> {
          if (!well.contains(key)) {
            left.add(each.resource().logicalId());
          }
        });
    return failed.isEmpty() ? left : new TreeSet<>(failed);
  }

  /** For each thing those that use it, which have to go first. */
  private static Map<String, Set<String>> users(List<Doomed> doomed) {
    Map<String, Set<String>> users = new LinkedHashMap<>();
    doomed.forEach(each -> users.put(each.key(), new LinkedHashSet<>()));
    for (Doomed user : doomed) {
      for (Doomed used : doomed) {
        if (user.physical().dependsOn().contains(used.resource().logicalId())) {
          Objects.requireNonNull(users.get(used.key())).add(user.key());
        }
      }
    }
    return users;
  }

  private boolean delete(Doomed doomed, Set<String> failed) {
    if (doomed.isRetained()) {
      tell(doomed, ResourceStatus.DELETE_SKIPPED, null);
      return true;
    }
    tell(doomed, ResourceStatus.DELETE_IN_PROGRESS, null);
    try {
      calls.delete(doomed.resource().logicalId(), doomed.resource().type(), doomed.physical());
      tell(doomed, ResourceStatus.DELETE_COMPLETE, null);
      return true;
    } catch (ResourceFailure e) {
      tell(doomed, ResourceStatus.DELETE_FAILED, e.reason());
      if (force) {
        tell(doomed, ResourceStatus.DELETE_SKIPPED, null);
        return true;
      }
      failed.add(doomed.resource().logicalId());
      return false;
    }
  }

  private void tell(Doomed doomed, ResourceStatus status, @Nullable String reason) {
    Physical physical = doomed.physical();
    if (doomed.isCurrent()) {
      stack.tell(doomed.resource().in(status, reason, stack.now()), physical.shown());
    } else {
      stack.tellOf(doomed.resource(), physical.id(), status, reason, physical.shown());
    }
  }
}
