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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code lookup_docs}: the documentation of the config language. */
public final class LookupDocs implements Tool {
  private static final int HITS = 8;

  private static final int EXCERPT = 240;
  private static final int LONGEST_KIND = 80;

  /** A code of a problem is asked for by its name. */
  private static final double SELDOM = 0.5;

  /** What people call it who do not know yet what it is called here. */
  private static final Map<String, String> OTHER_WORDS =
      Map.of(
          "function", "lambda",
          "FunctionProperties", "lambda",
          "TableStreamEvent", "dynamodb stream",
          "hosting-bucket", "static website site frontend",
          "redrivePolicy", "dead letter queue dlq",
          "connectTo", "permission access allow grant iam",
          "scheduleRate", "cron schedule every hour day minute",
          "ResourceParam", "refer reference url arn of another resource",
          "dynamo-db-table", "dynamodb",
          "relational-database", "postgres mysql aurora rds");

  private final ConfigLanguage language = new ConfigLanguage();
  private final Guides guides = new Guides();
  private volatile @Nullable DocSearch search;

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
    return "Documents Stacktape, offline. With `type` (such as `function` or `sqs-queue`) or `structure`:"
        + " every property with meaning, default and example. With `query`: properties, types,"
        + " directives, Maven goals, codes of problems and sections of the guides that fit. With"
        + " `guide`: a section. Without arguments: all types and sections.";
  }

  @Override
  public Map<String, Object> inputSchema() {
    return new Schema()
        .may("type", Schema.text("A resource type, as it stands behind `type:`."))
        .may("structure", Schema.text("A structure that an earlier answer named."))
        .may("query", Schema.text("A question, a name or a code."))
        .may("guide", Schema.text("A section that an earlier answer named."))
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
    if (arguments.text("guide").isPresent()) {
      return guide(arguments.required("guide"), arguments);
    }
    if (arguments.text("structure").isPresent()) {
      return answer(structureCalled(arguments.required("structure")), arguments);
    }
    if (arguments.text("type").isPresent()) {
      return type(arguments.required("type"), arguments);
    }
    List<String> types = typeWords();
    return new Answer(
        "Resource types (`type`): "
            + String.join(", ", types)
            + "\n\nSections of the guides (`guide`):\n- "
            + String.join("\n- ", guides.sections().keySet()),
        hits("types", types));
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

  private Answer guide(String name, Arguments arguments) {
    String section =
        guides
            .named(name)
            .orElseThrow(
                () ->
                    new Refusal(
                        "GUIDE_UNKNOWN",
                        "There is no section `" + Page.shortened(name, EXCERPT) + "`.",
                        "Sections are called like `deploying: Hot-swap`.",
                        "Call lookup_docs with `query`, or without arguments for the list."));
    Page page =
        Page.of(
            String.valueOf(guides.sections().get(section)), arguments.text("cursor").orElse(null));
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("topic", section);
    String more = "";
    if (page.next() != null) {
      content.put("nextCursor", page.next());
      more = "\nMore with cursor " + page.next() + ".";
    }
    return new Answer(page.text() + more, content);
  }

  private Answer search(String query) {
    List<String> lines =
        index().best(query, HITS).stream().map(DocSearch.Entry::line).distinct().toList();
    String text =
        lines.isEmpty()
            ? "Nothing mentions that. Call lookup_docs without arguments for the list of types."
            : "- " + String.join("\n- ", lines);
    return new Answer(text, hits(query, lines));
  }

  private DocSearch index() {
    DocSearch made = search;
    if (made == null) {
      // Twice at worst; both are the same.
      made = indexed();
      search = made;
    }
    return made;
  }

  private DocSearch indexed() {
    DocSearch index = new DocSearch();
    for (Structure structure : language.structures()) {
      for (Property property : structure.properties()) {
        String name = structure.name() + "." + property.name();
        String kind = Page.shortened(property.kind(), LONGEST_KIND);
        index.add(
            new DocSearch.Entry(name, name + " (" + kind + "): " + property.description(), 1),
            OTHER_WORDS.getOrDefault(property.name(), "")
                + " "
                + OTHER_WORDS.getOrDefault(structure.name(), ""),
            "");
      }
    }
    language
        .types()
        .forEach(
            (word, structure) -> {
              String description =
                  language.structure(structure).map(Structure::description).orElse("");
              String line = "type `" + word + "`, structure " + structure + ": " + description;
              index.add(new DocSearch.Entry(word, line, 1), OTHER_WORDS.getOrDefault(word, ""), "");
            });
    guides
        .directives()
        .forEach(
            (name, meaning) ->
                index.add(
                    new DocSearch.Entry(name, "directive " + meaning, 1),
                    OTHER_WORDS.getOrDefault(name, ""),
                    "directive"));
    guides
        .problems()
        .forEach(
            (code, meaning) ->
                index.add(
                    new DocSearch.Entry(code, "problem " + code + ", " + meaning, SELDOM), "", ""));
    guides
        .sections()
        .forEach(
            (section, text) -> {
              String line = "guide `" + section + "`: " + Page.shortened(plain(text), EXCERPT);
              index.add(new DocSearch.Entry(section, line, 1), "", text);
            });
    return index;
  }

  /** Without its heading, on one line. */
  private static String plain(String section) {
    return section.replaceFirst("^#.*\\R", "").strip().replaceAll("\\s+", " ");
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
