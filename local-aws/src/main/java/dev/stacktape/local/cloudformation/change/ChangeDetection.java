package dev.stacktape.local.cloudformation.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.local.cloudformation.change.Fates.Fate;
import dev.stacktape.local.cloudformation.document.BoundTemplate;
import dev.stacktape.local.cloudformation.document.DependencyOrder;
import dev.stacktape.local.cloudformation.document.Evaluation;
import dev.stacktape.local.cloudformation.document.Exports;
import dev.stacktape.local.cloudformation.document.ResourceEntry;
import dev.stacktape.local.cloudformation.document.TemplateErrors;
import dev.stacktape.local.cloudformation.document.Trees;
import dev.stacktape.local.cloudformation.stack.Physical;
import dev.stacktape.local.cloudformation.stack.ResourceChange;
import dev.stacktape.local.cloudformation.stack.ResourceChange.Detail;
import dev.stacktape.local.cloudformation.stack.Stack;
import dev.stacktape.local.cloudformation.stack.StackResource;
import dev.stacktape.template.Replacement;
import dev.stacktape.template.ResourceSchema;
import dev.stacktape.template.ResourceSchemas;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> EXTRAS =
      List.of(
          "Metadata", "CreationPolicy", "UpdatePolicy", "DeletionPolicy", "UpdateReplacePolicy");

  private final Stack stack;
  private final @Nullable BoundTemplate before;
  private final BoundTemplate after;
  private final Map<String, String> tags;
  private final ResourceSchemas schemas;
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
    this.before = before;
    this.after = after;
    this.tags = tags;
    this.schemas = schemas;
    this.fates = new Fates(stack);
    this.evaluation = Evaluation.of(after, fates, exports);
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
    List<Detail> details = details(entry, current);
    if (details.isEmpty() && known.status().isStanding()) {
      return;
    }
    String replacement = replacement(details);
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

  private List<Detail> details(ResourceEntry entry, Physical current) {
    ResourceSchema schema = Objects.requireNonNull(schemas.find(entry.type()));
    List<Detail> details = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    Map<String, Object> wanted = evaluation.properties(entry.properties());
    Map<String, Object> shown = evaluation.masked().properties(entry.properties());
    for (PropertyChange change : PropertyChange.between(current.properties(), wanted)) {
      seen.add(change.property());
      details.add(detail(entry, schema, change, current.shown(), shown));
    }
    entry
        .properties()
        .forEach(
            (name, tree) -> {
              if (!seen.contains(name)) {
                addDynamic(name, tree, schema, details);
              }
            });
    Map<String, Object> extras = evaluation.properties(entry.attributes());
    for (String extra : EXTRAS) {
      if (!Trees.same(current.extras().get(extra), extras.get(extra))) {
        details.add(attributeDetail(extra));
      }
    }
    if (schema.tagging() != null && !current.tags().equals(tags)) {
      details.add(attributeDetail("Tags"));
    }
    return details;
  }

  private Detail detail(
      ResourceEntry entry,
      ResourceSchema schema,
      PropertyChange change,
      Map<String, Object> shownBefore,
      Map<String, Object> shownAfter) {
    Object tree = entry.properties().getOrDefault(change.property(), "");
    boolean dynamic = text(change.after()).contains(Evaluation.KNOWN_AFTER_APPLY);
    Cause cause = dynamic ? dynamicCause(tree) : staticCause(entry, change.property(), tree);
    return new Detail(
        "Properties",
        change.property(),
        recreation(change.replacement(schema)),
        "/Properties/" + String.join("/", change.steps()),
        change.before() == null ? null : text(at(shownBefore, change.steps())),
        change.after() == null ? null : text(at(shownAfter, change.steps())),
        change.kind(),
        dynamic ? "Dynamic" : "Static",
        cause.source,
        cause.entity);
  }

  private record Cause(String source, @Nullable String entity) {}

  /** What the value that is not yet known comes from. */
  private Cause dynamicCause(Object tree) {
    for (String attribute : after.attributesIn(tree)) {
      if (fates.isUnknown(attribute.substring(0, attribute.indexOf('.')))) {
        return new Cause("ResourceAttribute", attribute);
      }
    }
    return after.refsIn(tree).stream()
        .filter(fates::isUnknown)
        .findFirst()
        .map(name -> new Cause("ResourceReference", name))
        .orElse(new Cause("DirectModification", null));
  }

  private Cause staticCause(ResourceEntry entry, String property, Object tree) {
    ResourceEntry old =
        before == null ? null : before.document().resources().get(entry.logicalId());
    ResourceEntry now = after.document().resources().get(entry.logicalId());
    boolean sameText =
        old != null
            && now != null
            && Trees.same(old.properties().get(property), now.properties().get(property));
    if (before != null && sameText) {
      for (String parameter : after.parametersIn(tree)) {
        if (!Objects.equals(before.parameter(parameter), after.parameter(parameter))) {
          return new Cause("ParameterReference", parameter);
        }
      }
    }
    return new Cause("DirectModification", null);
  }

  /** A property that may change because what it refers to does. */
  private void addDynamic(String name, Object tree, ResourceSchema schema, List<Detail> details) {
    String recreation = recreation(schema.replacementOf(name));
    for (String reference : after.refsIn(tree)) {
      if (fates.of(reference) == Fate.MAYBE_REPLACED) {
        details.add(dynamic(name, recreation, "ResourceReference", reference));
      }
    }
    for (String attribute : after.attributesIn(tree)) {
      Fate fate = fates.of(attribute.substring(0, attribute.indexOf('.')));
      if (fate == Fate.MAYBE_REPLACED || fate == Fate.MODIFIED) {
        details.add(dynamic(name, recreation, "ResourceAttribute", attribute));
      }
    }
  }

  private static Detail dynamic(String name, String recreation, String source, String cause) {
    return new Detail(
        "Properties",
        name,
        recreation,
        "/Properties/" + name,
        null,
        null,
        "Modify",
        "Dynamic",
        source,
        cause);
  }

  private static Detail attributeDetail(String attribute) {
    return new Detail(
        attribute,
        null,
        "Never",
        "/" + attribute,
        null,
        null,
        "Modify",
        "Static",
        "DirectModification",
        null);
  }

  private static String recreation(Replacement replacement) {
    return switch (replacement) {
      case NO -> "Never";
      case MAYBE -> "Conditionally";
      case YES -> "Always";
    };
  }

  /** Certain only where a value that is known causes it. */
  private static String replacement(List<Detail> details) {
    boolean always =
        details.stream()
            .anyMatch(
                detail ->
                    detail.requiresRecreation().equals("Always")
                        && detail.evaluation().equals("Static"));
    boolean maybe =
        details.stream().anyMatch(detail -> !detail.requiresRecreation().equals("Never"));
    return always ? "True" : maybe ? "Conditional" : "False";
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

  private static @Nullable Object at(@Nullable Object tree, List<String> steps) {
    Object value = tree;
    for (String step : steps) {
      Map<String, Object> map = Trees.map(value);
      if (map != null) {
        value = map.get(step);
      } else if (value instanceof List<?> list && Integer.parseInt(step) < list.size()) {
        value = list.get(Integer.parseInt(step));
      } else {
        // A secret parameter is shown as one word, whatever is in it.
        return value;
      }
    }
    return value;
  }

  private static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Map<?, ?> || value instanceof List<?>) {
      try {
        return JSON.writeValueAsString(value);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("A value of a template is not JSON", e);
      }
    }
    return Trees.text(value);
  }
}
