package dev.stacktape.sdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.config.JsonSchema;
import dev.stacktape.config.ResourceTypes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The types of the module {@code stacktape} for editors and for {@code tsc}, as an ambient module.
 * They are made of the JSON Schema of the config, and so of the same records.
 */
public final class TypeDeclarations {
  private static final Set<String> WITH_PATH = Set.of("File", "Var", "This");
  private static final Set<String> SHARED = Set.of("directive", "numberAsText", "booleanAsText");

  private final JsonNode schema;
  private final List<SdkClass> classes = SdkClass.all();
  private final Set<String> classNames =
      classes.stream().map(SdkClass::name).collect(Collectors.toCollection(TreeSet::new));

  private TypeDeclarations(JsonNode schema) {
    this.schema = schema;
  }

  /** The text of {@code stacktape.d.ts}; the same types always give the same text. */
  public static String of(ResourceTypes types) {
    try {
      return new TypeDeclarations(new ObjectMapper().readTree(JsonSchema.of(types))).text();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The schema is JSON", e);
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder(SdkClass.text("head.d.ts"));
    for (String directive : StacktapeModule.DIRECTIVES) {
      text.append(
          "  export function $%s(...args: DirectiveArgument[]): %s;\n"
              .formatted(
                  directive, WITH_PATH.contains(directive) ? "DirectiveWithPath" : "Directive"));
    }
    text.append("\n  export type StacktapeConfig = ").append(root()).append(";\n\n");
    for (Map.Entry<String, JsonNode> definition : schema.path("definitions").properties()) {
      if (!SHARED.contains(definition.getKey())) {
        text.append(comment(definition.getValue(), "  "))
            .append("  export type ")
            .append(nameOf(definition.getKey()))
            .append(" = ")
            .append(type(definition.getValue(), "  "))
            .append(";\n\n");
      }
    }
    classes.forEach(type -> text.append(type.isResource() ? resource(type) : typed(type)));
    return text.append("}\n").toString();
  }

  // ---- classes ----

  private String resource(SdkClass type) {
    String properties = propertiesOf("Resource", type.word());
    String optional = needsNothing(properties) ? "?" : "";
    String props = (properties == null ? "{}" : nameOf(properties)) + " & ResourceOptions";
    StringBuilder text = new StringBuilder();
    text.append("  export class %s extends Resource {\n".formatted(type.name()));
    text.append("    constructor(properties%s: %s);\n".formatted(optional, props));
    text.append("    constructor(name: string, properties%s: %s);\n".formatted(optional, props));
    type.params().forEach(param -> text.append("    readonly %s: Directive;\n".formatted(param)));
    return text.append("  }\n\n").toString();
  }

  private String typed(SdkClass type) {
    String properties = propertiesOf(type.family(), type.word());
    String props = properties == null ? "{ [key: string]: any }" : nameOf(properties);
    String optional = properties == null || needsNothing(properties) ? "?" : "";
    return """
      export class %s {
        constructor(properties%s: %s);
        readonly type: '%s';
        readonly properties%s: %s;
      }

    """
        .formatted(type.name(), optional, props, type.word(), properties == null ? "?" : "", props)
        .indent(0)
        .replaceAll("(?m)^(?=.)", "  ")
        .replaceAll("(?m)^    (?=export|})", "  ");
  }

  /** The definition of what belongs to a word of a union; null where nothing does. */
  private @Nullable String propertiesOf(String family, String word) {
    for (JsonNode condition : schema.path("definitions").path(family).path("allOf")) {
      JsonNode words = condition.path("if").path("properties").path("type");
      boolean meant = words.path("const").asText().equals(word);
      for (JsonNode one : words.path("enum")) {
        meant |= one.asText().equals(word);
      }
      for (JsonNode choice : condition.at("/then/properties/properties/anyOf")) {
        String name = referred(choice);
        if (meant && !SHARED.contains(name)) {
          return name;
        }
      }
    }
    return null;
  }

  private boolean needsNothing(@Nullable String definition) {
    return definition == null || !schema.path("definitions").path(definition).has("required");
  }

  // ---- types ----

  private String root() {
    return type(schema, "  ")
        .replaceFirst(
            "(?m)^( +)resources: .*$",
            "$1resources: { [name: string]: Resource | ConfigResource };")
        .replaceFirst("}$", "  finalTransform?: (template: any) => any;\n  }");
  }

  private String type(JsonNode node, String indent) {
    if (node.has("$ref")) {
      return switch (referred(node)) {
        case "directive" -> "Directive";
        case "numberAsText" -> "`${number}` | Directive";
        case "booleanAsText" -> "'true' | 'false' | Directive";
        default -> nameOf(referred(node));
      };
    }
    for (String key : List.of("anyOf", "oneOf")) {
      if (node.has(key)) {
        Set<String> choices = new LinkedHashSet<>();
        node.path(key).forEach(choice -> choices.add(type(choice, indent)));
        return String.join(" | ", choices);
      }
    }
    if (node.has("const")) {
      return node.path("const").toString();
    }
    if (node.has("enum")) {
      Set<String> values = new LinkedHashSet<>();
      node.path("enum").forEach(value -> values.add(value.toString()));
      return String.join(" | ", values);
    }
    if (node.path("allOf").has(0) && node.path("allOf").get(0).has("if")) {
      return envelope(node);
    }
    return switch (node.path("type").asText()) {
      case "string" -> "string";
      case "number", "integer" -> "number";
      case "boolean" -> "boolean";
      case "array" -> "Array<" + type(node.path("items"), indent) + ">";
      case "object" -> object(node, indent);
      default -> "any";
    };
  }

  /** A word and what belongs to it. */
  private String envelope(JsonNode node) {
    Set<String> members = new LinkedHashSet<>();
    String more =
        node.path("properties").has("overrides")
            ? "; overrides?: Overrides; transforms?: Transforms"
            : "";
    for (JsonNode condition : node.path("allOf")) {
      for (Map.Entry<String, JsonNode> by : condition.path("if").path("properties").properties()) {
        String words = type(by.getValue(), "");
        JsonNode then = condition.path("then");
        for (Map.Entry<String, JsonNode> in : then.path("properties").properties()) {
          if (in.getKey().equals("overrides")) {
            continue;
          }
          String properties =
              in.getValue().isBoolean()
                  ? ""
                  : "; "
                      + in.getKey()
                      + (then.has("required") ? ": " : "?: ")
                      + type(in.getValue(), "");
          members.add("{ " + by.getKey() + ": " + words + properties + more + " }");
        }
      }
    }
    return members.isEmpty() ? "any" : "\n    | " + String.join("\n    | ", members);
  }

  private String object(JsonNode node, String indent) {
    JsonNode properties = node.path("properties");
    JsonNode others = node.path("additionalProperties");
    if (properties.isEmpty()) {
      return others.isObject()
          ? "{ [key: string]: " + type(others, indent) + " }"
          : "{ [key: string]: any }";
    }
    Set<String> required = new TreeSet<>();
    node.path("required").forEach(key -> required.add(key.asText()));
    StringBuilder text = new StringBuilder("{\n");
    String inner = indent + "  ";
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      String key = property.getKey();
      text.append(comment(property.getValue(), inner))
          .append(inner)
          .append(key.matches("[A-Za-z_$][\\w$]*") ? key : "'" + key + "'")
          .append(required.contains(key) ? ": " : "?: ")
          .append(propertyType(key, property.getValue(), inner))
          .append(";\n");
    }
    if (others.asBoolean(false)) {
      text.append(inner).append("[key: string]: any;\n");
    }
    return text.append(indent).append("}").toString();
  }

  /** Where a name is wanted, the resource itself may stand. */
  private String propertyType(String key, JsonNode property, String indent) {
    String type = type(property, indent);
    if (key.equals("connectTo")) {
      return type.replace("Array<string", "Array<Resource | string");
    }
    if (key.equals("environment") || key.equals("injectEnvironment")) {
      return type.startsWith("Array<") ? type + " | EnvironmentMap" : type;
    }
    return key.endsWith("Name") && type.matches("string( \\| Directive)?")
        ? type + " | Resource"
        : type;
  }

  private static String comment(JsonNode node, String indent) {
    String text = node.path("description").asText("");
    if (node.has("default")) {
      text += (text.isEmpty() ? "" : " ") + "Default: " + node.path("default") + ".";
    }
    if (node.path("examples").has(0)) {
      text += (text.isEmpty() ? "" : " ") + "Example: " + node.path("examples").get(0) + ".";
    }
    return text.isEmpty() ? "" : indent + "/** " + text.replace("*/", "*\\/") + " */\n";
  }

  private String nameOf(String definition) {
    String name = definition.replace(".", "");
    return classNames.contains(name) || name.equals("Resource") ? "Config" + name : name;
  }

  private static String referred(JsonNode node) {
    String reference = node.path("$ref").asText();
    return reference.substring(reference.lastIndexOf('/') + 1);
  }
}
