package dev.stacktape.mcp.rehearsal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A template in which what only the account knows is stood in for: secrets and parameters that it
 * refers to, and exports of other stacks. The same always has the same stand-in, so that what does
 * not change does not look changed.
 */
final class StandIns {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern REFERENCE = Pattern.compile("\\{\\{resolve:[^{}]+}}");
  private static final String IMPORT = "Fn::ImportValue";

  private final TreeSet<String> used = new TreeSet<>();

  /** The template without what would have to be asked of the account. */
  Template in(Template template) {
    try {
      JsonNode tree = JSON.readTree(TemplateText.toJson(template));
      return TemplateText.parse(JSON.writeValueAsString(node(tree)), "the rehearsed template");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Templates are JSON", e);
    }
  }

  /** What was stood in for, for a person to read. */
  Iterable<String> used() {
    return used;
  }

  private JsonNode node(JsonNode node) {
    if (node.isTextual()) {
      return TextNode.valueOf(text(node.textValue()));
    }
    if (node instanceof ArrayNode list) {
      ArrayNode items = JSON.createArrayNode();
      list.forEach(item -> items.add(node(item)));
      return items;
    }
    if (!(node instanceof ObjectNode map)) {
      return node;
    }
    if (map.size() == 1 && map.has(IMPORT)) {
      used.add("the export " + map.get(IMPORT));
      return TextNode.valueOf(standIn(map.toString()));
    }
    ObjectNode values = JSON.createObjectNode();
    map.properties().forEach(entry -> values.set(entry.getKey(), node(entry.getValue())));
    return values;
  }

  private String text(String text) {
    Matcher reference = REFERENCE.matcher(text);
    StringBuilder whole = new StringBuilder();
    while (reference.find()) {
      used.add(reference.group().replaceAll("^\\{\\{resolve:|}}$", ""));
      reference.appendReplacement(whole, standIn(reference.group()));
    }
    return reference.appendTail(whole).toString();
  }

  private static String standIn(String what) {
    return "stand-in-%08x".formatted(what.hashCode());
  }
}
