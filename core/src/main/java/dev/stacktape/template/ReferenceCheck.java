package dev.stacktape.template;

import dev.stacktape.problem.DidYouMean;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds references to what is not in the template. */
final class ReferenceCheck {
  private static final Set<String> PSEUDO_PARAMETERS =
      Set.of(
          "AWS::AccountId",
          "AWS::NoValue",
          "AWS::NotificationARNs",
          "AWS::Partition",
          "AWS::Region",
          "AWS::StackId",
          "AWS::StackName",
          "AWS::URLSuffix");

  private final Template template;
  private final ResourceSchemas schemas;
  private final PlaceFinder places;
  private final List<Problem> found = new ArrayList<>();

  ReferenceCheck(Template template, ResourceSchemas schemas, PlaceFinder places) {
    this.template = template;
    this.schemas = schemas;
    this.places = places;
  }

  List<Problem> check() {
    template.resources().forEach(this::resource);
    template.outputs().forEach(this::output);
    section("Conditions").forEach((name, value) -> value("The condition " + name, value));
    return List.copyOf(found);
  }

  private void resource(String id, CfnResource resource) {
    Location place = places.find(id, List.of());
    for (String other : resource.dependsOn()) {
      if (!template.resources().containsKey(other)) {
        add(id + " depends on", "resource", other, template.resources().keySet(), place);
      }
    }
    if (resource.attributes().get("Condition") instanceof String condition) {
      condition(id, condition, place);
    }
    resource.attributes().forEach((key, value) -> references(id, value, place));
    for (Reference reference : References.in(resource.properties())) {
      reference(id, reference, places.find(id, reference.path()));
    }
  }

  private void output(String name, Object output) {
    value("The output " + name, output);
    if (output instanceof Map<?, ?> map && map.get("Condition") instanceof String condition) {
      condition("The output " + name, condition, null);
    }
  }

  private void value(String who, @Nullable Object value) {
    references(who, value, null);
  }

  private void references(String who, @Nullable Object value, @Nullable Location place) {
    References.in(value).forEach(reference -> reference(who, reference, place));
  }

  private void reference(String who, Reference reference, @Nullable Location place) {
    switch (reference.kind()) {
      case CONDITION -> condition(who, reference.target(), place);
      case MAPPING -> mapping(who, reference.target(), place);
      case REF -> target(who, reference, place);
      case ATTRIBUTE -> attribute(who, reference, place);
    }
  }

  private void condition(String who, String name, @Nullable Location place) {
    Set<String> known = section("Conditions").keySet();
    if (!known.contains(name)) {
      add(who + " uses", "condition", name, known, place);
    }
  }

  private void mapping(String who, String name, @Nullable Location place) {
    Set<String> known = section("Mappings").keySet();
    if (!known.contains(name)) {
      add(who + " uses", "mapping", name, known, place);
    }
  }

  private void target(String who, Reference reference, @Nullable Location place) {
    String target = reference.target();
    if (reference.isPseudoParameter()) {
      if (!PSEUDO_PARAMETERS.contains(target)) {
        found.add(
            TemplateCode.TEMPLATE_UNKNOWN_REFERENCE
                .error("%s refers to '%s', which is no parameter of AWS.".formatted(who, target))
                .at(place)
                .hint(guess(target, PSEUDO_PARAMETERS, null)));
      }
    } else if (!template.resources().containsKey(target)
        && !section("Parameters").containsKey(target)) {
      Set<String> known = new LinkedHashSet<>(template.resources().keySet());
      known.addAll(section("Parameters").keySet());
      add(who + " refers to", "resource or parameter", target, known, place);
    }
  }

  private void attribute(String who, Reference reference, @Nullable Location place) {
    CfnResource resource = template.resources().get(reference.target());
    String attribute = String.valueOf(reference.attribute());
    if (resource == null) {
      add(
          who + " asks for " + attribute + " of",
          "resource",
          reference.target(),
          template.resources().keySet(),
          place);
      return;
    }
    ResourceSchema schema = schemas.find(resource.type());
    if (schema != null && !schema.hasAttribute(attribute)) {
      String known =
          schema.attributes().isEmpty()
              ? "The type has no attributes."
              : "Known are " + String.join(", ", schema.attributes().keySet()) + ".";
      found.add(
          TemplateCode.TEMPLATE_UNKNOWN_ATTRIBUTE
              .error(
                  "%s asks for the attribute '%s' of %s, which %s does not have."
                      .formatted(who, attribute, reference.target(), resource.type()))
              .at(place)
              .hint(guess(attribute, schema.attributes().keySet(), known)));
    }
  }

  private void add(
      String deed, String kind, String name, Collection<String> known, @Nullable Location place) {
    found.add(
        TemplateCode.TEMPLATE_UNKNOWN_REFERENCE
            .error("%s the %s '%s', which is not in the template.".formatted(deed, kind, name))
            .at(place)
            .hint(guess(name, known, null)));
  }

  private static @Nullable String guess(
      String name, Collection<String> known, @Nullable String otherwise) {
    return DidYouMean.closest(name, new TreeSet<>(known))
        .map(word -> "Did you mean '" + word + "'?")
        .orElse(otherwise);
  }

  private Map<String, @Nullable Object> section(String name) {
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    if (template.sections().get(name) instanceof Map<?, ?> section) {
      section.forEach((key, value) -> entries.put(String.valueOf(key), value));
    }
    return entries;
  }
}
