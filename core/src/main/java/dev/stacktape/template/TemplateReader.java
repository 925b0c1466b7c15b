package dev.stacktape.template;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.StacktapeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a template from text, JSON or YAML. */
final class TemplateReader {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String source;

  TemplateReader(String source) {
    this.source = source;
  }

  Template read(String text) {
    Object tree = tree(text);
    if (!(tree instanceof Map<?, ?> document)) {
      throw unreadable(
          "A template is a map of sections; this text is %s.".formatted(Values.describe(tree)),
          null);
    }
    return template(document);
  }

  @Nullable Object tree(String text) {
    return text.stripLeading().startsWith("{") ? json(text) : yaml(text);
  }

  private @Nullable Object json(String text) {
    try {
      return JSON.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      return flowStyleYaml(text, e);
    }
  }

  /** A text that begins with a brace and is no JSON may still be YAML in its flow style. */
  private @Nullable Object flowStyleYaml(String text, JsonProcessingException jsonProblem) {
    try {
      return yaml(text);
    } catch (StacktapeException alsoNoYaml) {
      JsonLocation at = jsonProblem.getLocation();
      Location place =
          at == null ? null : new Location(source, at.getLineNr(), at.getColumnNr(), null);
      String message = "The template is not valid JSON: %s.".formatted(firstLine(jsonProblem));
      StacktapeException problem = unreadable(message, place);
      problem.addSuppressed(alsoNoYaml);
      throw problem;
    }
  }

  private @Nullable Object yaml(String text) {
    return new YamlTreeReader(source).read(text);
  }

  private Template template(Map<?, ?> document) {
    Map<String, Object> sections = new LinkedHashMap<>();
    document.forEach((name, section) -> sections.put(String.valueOf(name), orEmpty(section)));
    Object version = sections.remove(TemplateText.FORMAT_VERSION_KEY);
    if (version != null && !version.equals(TemplateText.FORMAT_VERSION)) {
      throw unreadable(
          "AWSTemplateFormatVersion is '%s'; the only version is %s."
              .formatted(version, TemplateText.FORMAT_VERSION),
          null);
    }
    Object description = sections.remove("Description");
    Object resources = sections.remove("Resources");
    Object outputs = sections.remove("Outputs");
    return new Template(
        description == null ? null : text("Description", description),
        resources(map("Resources", resources)),
        map("Outputs", outputs),
        sections);
  }

  private Map<String, CfnResource> resources(Map<String, Object> section) {
    Map<String, CfnResource> resources = new LinkedHashMap<>();
    section.forEach((id, value) -> resources.put(id, resource(id, map("Resource " + id, value))));
    return resources;
  }

  private CfnResource resource(String id, Map<String, Object> tree) {
    Map<String, Object> attributes = new LinkedHashMap<>(tree);
    Object type = attributes.remove("Type");
    if (type == null) {
      throw unreadable("Resource %s has no Type.".formatted(id), null);
    }
    Map<String, Object> properties = map("Properties of " + id, attributes.remove("Properties"));
    List<String> dependsOn = dependsOn(id, attributes.remove("DependsOn"));
    return new CfnResource(text("Type of " + id, type), properties, dependsOn, attributes);
  }

  private List<String> dependsOn(String id, @Nullable Object value) {
    String what = "DependsOn of " + id;
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(item -> text(what, item)).toList();
    }
    return List.of(text(what, value));
  }

  private String text(String what, @Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw unreadable(
        "%s is %s, and a text is wanted.".formatted(what, Values.describe(value)), null);
  }

  private Map<String, Object> map(String what, @Nullable Object value) {
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw unreadable(
          "%s is %s, and a map is wanted.".formatted(what, Values.describe(value)), null);
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, item) -> copy.put(String.valueOf(key), orEmpty(item)));
    return copy;
  }

  /** Nulls stay in the tree for the checks to report them with their path. */
  @SuppressWarnings("NullAway") // The values of a template are never null once it was checked.
  private static Object orEmpty(@Nullable Object value) {
    return value;
  }

  private StacktapeException unreadable(String message, @Nullable Location place) {
    Location at = place == null ? Location.of(source) : place;
    return new StacktapeException(TemplateCode.TEMPLATE_UNREADABLE.error(message).at(at));
  }

  private static String firstLine(JsonProcessingException e) {
    return String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
  }
}
