package dev.stacktape.local.cloudformation.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.local.cloudformation.change.Fates.Fate;
import dev.stacktape.local.cloudformation.document.BoundTemplate;
import dev.stacktape.local.cloudformation.document.Evaluation;
import dev.stacktape.local.cloudformation.document.ResourceEntry;
import dev.stacktape.local.cloudformation.document.Trees;
import dev.stacktape.local.cloudformation.stack.Physical;
import dev.stacktape.local.cloudformation.stack.ResourceChange.Detail;
import dev.stacktape.template.Replacement;
import dev.stacktape.template.ResourceSchema;
import dev.stacktape.template.ResourceSchemas;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out why a resource changes, and what each cause means for it. */
final class ChangeDetails {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> EXTRAS =
      List.of(
          "Metadata", "CreationPolicy", "UpdatePolicy", "DeletionPolicy", "UpdateReplacePolicy");

  private final @Nullable BoundTemplate before;
  private final BoundTemplate after;
  private final Map<String, String> tags;
  private final ResourceSchemas schemas;
  private final Fates fates;
  private final Evaluation evaluation;

  ChangeDetails(
      @Nullable BoundTemplate before,
      BoundTemplate after,
      Map<String, String> tags,
      ResourceSchemas schemas,
      Fates fates,
      Evaluation evaluation) {
    this.before = before;
    this.after = after;
    this.tags = tags;
    this.schemas = schemas;
    this.fates = fates;
    this.evaluation = evaluation;
  }

  /** Every cause of a change; empty when the resource stays as it is. */
  List<Detail> details(ResourceEntry entry, Physical current) {
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
  static String replacement(List<Detail> details) {
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
