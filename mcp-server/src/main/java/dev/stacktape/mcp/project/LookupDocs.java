package dev.stacktape.mcp.project;

import dev.stacktape.mcp.project.ConfigLanguage.Property;
import dev.stacktape.mcp.project.ConfigLanguage.Structure;
import dev.stacktape.mcp.tool.Answer;
import dev.stacktape.mcp.tool.Arguments;
import dev.stacktape.mcp.tool.Call;
import dev.stacktape.mcp.tool.Page;
import dev.stacktape.mcp.tool.Refusal;
import dev.stacktape.mcp.tool.Schema;
import dev.stacktape.mcp.tool.Tool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code lookup_docs}: the documentation of the config language. */
public final class LookupDocs implements Tool {
  private static final int HITS = 8;

  private final ConfigLanguage language = new ConfigLanguage();

  @Override
  public String name() {
    return "lookup_docs";
  }

  @Override
  public String title() {
    return "Look up the config language";
  }

  @Override
  public String description() {
    return "Documents the config language, offline. With `type` (such as `function` or `sqs-queue`)"
        + " or `structure`: every property with meaning, default and example. With `query`:"
        + " where words occur. Without arguments: all types.";
  }

  @Override
  public Map<String, Object> inputSchema() {
    return new Schema()
        .may("type", Schema.text("A resource type, as it stands behind `type:`."))
        .may("structure", Schema.text("A structure that an earlier answer named."))
        .may("query", Schema.text("Words to look for."))
        .may("cursor", Schema.text("For the next page of a long answer."))
        .closed();
  }

  @Override
  public Map<String, Object> outputSchema() {
    return new Schema()
        .must("topic", Schema.text())
        .may("properties", Schema.list(Schema.text()))
        .may("hits", Schema.list(Schema.text()))
        .may("nextCursor", Schema.text())
        .closed();
  }

  @Override
  public Effect effect() {
    return Effect.LOOKS;
  }

  @Override
  public Answer call(Arguments arguments, Call call) {
    if (arguments.text("query").isPresent()) {
      return search(arguments.required("query"));
    }
    if (arguments.text("structure").isPresent()) {
      return answer(structureCalled(arguments.required("structure")), arguments);
    }
    if (arguments.text("type").isPresent()) {
      return type(arguments.required("type"), arguments);
    }
    List<String> types = typeWords();
    return new Answer("Resource types:\n- " + String.join("\n- ", types), hits("types", types));
  }

  /**
   * All about a type.
   *
   * @param word as it stands behind {@code type:}
   * @throws Refusal {@code TYPE_UNKNOWN}
   */
  public String page(String word) {
    return text(structureOf(word));
  }

  private Answer type(String word, Arguments arguments) {
    return answer(structureOf(word), arguments);
  }

  private Structure structureOf(String word) {
    String structure = language.types().get(word);
    if (structure == null) {
      throw new Refusal(
          "TYPE_UNKNOWN",
          "There is no resource type `" + word + "`.",
          "The types are: " + String.join(", ", typeWords()) + ".",
          "Call lookup_docs without arguments for the list.");
    }
    return structureCalled(structure);
  }

  private Structure structureCalled(String name) {
    return language
        .structure(name)
        .orElseThrow(
            () ->
                new Refusal(
                    "STRUCTURE_UNKNOWN",
                    "There is no structure `" + name + "`.",
                    "Structures are named in the answers of lookup_docs.",
                    "Call lookup_docs with `type` first."));
  }

  private static String text(Structure structure) {
    StringBuilder text =
        new StringBuilder("## " + structure.name() + "\n" + structure.description());
    for (Property property : structure.properties()) {
      text.append("\n- `").append(property.name()).append('`');
      text.append(property.required() ? " (required)" : "");
      text.append(" ").append(property.kind()).append(": ").append(property.description());
      property
          .defaultValue()
          .ifPresent(value -> text.append(" Default: ").append(value).append('.'));
      property.example().ifPresent(value -> text.append(" Example: ").append(value).append('.'));
    }
    structure
        .variants()
        .forEach(
            (word, properties) ->
                text.append("\n- type `")
                    .append(word)
                    .append("`: properties are the structure ")
                    .append(properties));
    return text.toString();
  }

  private static Answer answer(Structure structure, Arguments arguments) {
    Page page = Page.of(text(structure), arguments.text("cursor").orElse(null));
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("topic", structure.name());
    content.put("properties", structure.properties().stream().map(Property::name).toList());
    String more = "";
    if (page.next() != null) {
      content.put("nextCursor", page.next());
      more = "\nMore with cursor " + page.next() + ".";
    }
    return new Answer(page.text() + more, content);
  }

  private Answer search(String query) {
    List<String> words =
        List.of(query.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")).stream()
            .filter(word -> word.length() > 1)
            .toList();
    record Hit(int score, String line) {}
    List<Hit> hits = new ArrayList<>();
    for (Structure structure : language.structures()) {
      for (Property property : structure.properties()) {
        int score = score(structure.name(), property, words);
        if (score > 0) {
          hits.add(
              new Hit(
                  score, structure.name() + "." + property.name() + ": " + property.description()));
        }
      }
    }
    List<String> lines =
        hits.stream()
            .sorted(Comparator.comparingInt(Hit::score).reversed())
            .limit(HITS)
            .map(Hit::line)
            .toList();
    String text =
        lines.isEmpty()
            ? "Nothing mentions that. Call lookup_docs without arguments for the list of types."
            : "- " + String.join("\n- ", lines);
    return new Answer(text, hits(query, lines));
  }

  /** How many of the words occur; a property that is called so comes first. */
  private static int score(String structure, Property property, List<String> words) {
    String name = property.name().toLowerCase(Locale.ROOT);
    String all = (structure + " " + name + " " + property.description()).toLowerCase(Locale.ROOT);
    int found = (int) words.stream().filter(all::contains).count();
    return found * 2 + (words.contains(name) ? 1 : 0);
  }

  private static Map<String, Object> hits(String topic, List<String> lines) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("topic", topic);
    content.put("hits", lines);
    return content;
  }

  /** The words of all resource types. */
  public List<String> typeWords() {
    return List.copyOf(language.types().keySet());
  }
}
