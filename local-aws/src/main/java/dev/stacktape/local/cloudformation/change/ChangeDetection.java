package dev.stacktape.local.cloudformation.change;

import dev.stacktape.local.cloudformation.change.Fates.Fate;
import dev.stacktape.local.cloudformation.document.BoundTemplate;
import dev.stacktape.local.cloudformation.document.DependencyOrder;
import dev.stacktape.local.cloudformation.document.Evaluation;
import dev.stacktape.local.cloudformation.document.Exports;
import dev.stacktape.local.cloudformation.document.ResourceEntry;
import dev.stacktape.local.cloudformation.document.TemplateErrors;
import dev.stacktape.local.cloudformation.stack.Physical;
import dev.stacktape.local.cloudformation.stack.ResourceChange;
import dev.stacktape.local.cloudformation.stack.ResourceChange.Detail;
import dev.stacktape.local.cloudformation.stack.Stack;
import dev.stacktape.local.cloudformation.stack.StackResource;
import dev.stacktape.template.ResourceSchemas;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares a stack with a template, without changing anything. As AWS does, it follows references:
 * what refers to a resource that is replaced changes too, and what takes an attribute of a resource
 * that changes in place may change, which is only known once that has been done.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChangeDetail.html">ResourceChangeDetail</a>
 */
public final class ChangeDetection {
  private final Stack stack;
  private final BoundTemplate after;
  private final Map<String, String> tags;
  private final ChangeDetails causes;
  private final Fates fates;
  private final Evaluation evaluation;
  private final Map<String, ResourceChange> changes = new LinkedHashMap<>();

  private ChangeDetection(
      Stack stack,
      @Nullable BoundTemplate before,
      BoundTemplate after,
      Map<String, String> tags,
      ResourceSchemas schemas,
      Exports exports) {
    this.stack = stack;
    this.after = after;
    this.tags = tags;
    this.fates = new Fates(stack);
    this.evaluation = Evaluation.of(after, fates, exports);
    this.causes = new ChangeDetails(before, after, tags, schemas, fates, evaluation);
  }

  /**
   * What it takes to make a stack what a template says.
   *
   * @param before the template that holds now; null for a stack that has none yet
   * @param tags the stack's tags as they shall be
   */
  public static StackChanges detect(
      Stack stack,
      @Nullable BoundTemplate before,
      BoundTemplate after,
      Map<String, String> tags,
      ResourceSchemas schemas,
      Exports exports) {
    ChangeDetection detection = new ChangeDetection(stack, before, after, tags, schemas, exports);
    return detection.detect();
  }

  private StackChanges detect() {
    refuseOtherTypes();
    for (String logicalId : DependencyOrder.of(after.dependencies())) {
      ResourceEntry entry = Objects.requireNonNull(after.resources().get(logicalId));
      compare(entry);
    }
    List<ResourceChange> inOrder = new ArrayList<>();
    after.resources().keySet().stream()
        .map(changes::get)
        .filter(Objects::nonNull)
        .forEach(inOrder::add);
    stack.resources().values().stream()
        .filter(resource -> !after.resources().containsKey(resource.logicalId()))
        .filter(Fates::isThere)
        .map(ChangeDetection::removed)
        .forEach(inOrder::add);
    boolean otherTags = !tags.equals(stack.state().inputs().tags());
    return new StackChanges(inOrder, inOrder.isEmpty() && outputsChange(), otherTags);
  }

  private void refuseOtherTypes() {
    List<String> changed =
        after.resources().values().stream()
            .filter(
                entry -> {
                  StackResource known = stack.resource(entry.logicalId());
                  return known != null
                      && Fates.isThere(known)
                      && !known.type().equals(entry.type());
                })
            .map(ResourceEntry::logicalId)
            .toList();
    if (!changed.isEmpty()) {
      throw TemplateErrors.invalid(
          "Update of resource type is not permitted. The new template modifies resource type of the"
              + " following resources: ["
              + String.join(", ", changed)
              + "]");
    }
  }

  private void compare(ResourceEntry entry) {
    StackResource known = stack.resource(entry.logicalId());
    Physical current = known == null || !Fates.isThere(known) ? null : known.current();
    if (known == null || current == null) {
      fates.set(entry.logicalId(), Fate.ADDED);
      evaluation.properties(entry.properties());
      changes.put(entry.logicalId(), added(entry));
      return;
    }
    List<Detail> details = causes.details(entry, current);
    if (details.isEmpty() && known.status().isStanding()) {
      return;
    }
    String replacement = ChangeDetails.replacement(details);
    fates.set(
        entry.logicalId(),
        switch (replacement) {
          case "True" -> Fate.REPLACED;
          case "Conditional" -> Fate.MAYBE_REPLACED;
          default -> touchesProperties(details) ? Fate.MODIFIED : Fate.SAME;
        });
    changes.put(entry.logicalId(), modified(entry, current, details, replacement));
  }

  private static boolean touchesProperties(List<Detail> details) {
    return details.stream().anyMatch(detail -> detail.attribute().equals("Properties"));
  }

  private ResourceChange added(ResourceEntry entry) {
    return new ResourceChange(
        "Add",
        entry.logicalId(),
        null,
        entry.type(),
        null,
        null,
        List.of(),
        List.of(),
        null,
        context(entry));
  }

  private ResourceChange modified(
      ResourceEntry entry, Physical current, List<Detail> details, String replacement) {
    boolean lost = !replacement.equals("False");
    return new ResourceChange(
        "Modify",
        entry.logicalId(),
        current.id(),
        entry.type(),
        replacement,
        lost ? "ReplaceAnd" + policy(entry.updateReplacePolicy()) : null,
        details.stream().map(Detail::attribute).distinct().toList(),
        details,
        context(current),
        context(entry));
  }

  private static ResourceChange removed(StackResource resource) {
    Physical current = resource.current();
    return new ResourceChange(
        "Remove",
        resource.logicalId(),
        resource.physicalId(),
        resource.type(),
        null,
        current == null ? "Delete" : policy(current.deletionPolicy()),
        List.of(),
        List.of(),
        current == null ? null : context(current),
        null);
  }

  private static String policy(String attribute) {
    return attribute.equals("RetainExceptOnCreate") ? "Retain" : attribute;
  }

  private Map<String, Object> context(ResourceEntry entry) {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("Properties", evaluation.masked().properties(entry.properties()));
    context.putAll(evaluation.masked().properties(entry.attributes()));
    return context;
  }

  private static Map<String, Object> context(Physical current) {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("Properties", current.shown());
    context.putAll(current.extras());
    return context;
  }

  private boolean outputsChange() {
    return !new OutputValues(after, evaluation).all().equals(stack.state().outputs());
  }
}
