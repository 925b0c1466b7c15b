package dev.stacktape.template;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Templates as text. Writing is deterministic: equal templates in equal order give equal bytes, on
 * every machine, with {@code \n} at line ends.
 */
public final class TemplateText {
  static final String FORMAT_VERSION_KEY = "AWSTemplateFormatVersion";
  static final String FORMAT_VERSION = "2010-09-09";

  /** The order of AWS's documentation; sections that are not named here come after these. */
  private static final List<String> SECTION_ORDER =
      List.of("Transform", "Metadata", "Parameters", "Rules", "Mappings", "Conditions");

  /** Made when it is first asked for, as it takes long to load. */
  private static final class Pretty {
    static final ObjectWriter WRITER =
        JsonMapper.builder()
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build()
            .writer(prettyPrinter());
  }

  /** Made when it is first asked for: most operations write no YAML, and it takes long to load. */
  private static final class Yaml {
    static final ObjectMapper MAPPER =
        YAMLMapper.builder(
                YAMLFactory.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
                    .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                    .enable(YAMLGenerator.Feature.ALLOW_LONG_KEYS)
                    .stringQuotingChecker(new YamlQuoting())
                    .build())
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();
  }

  private TemplateText() {}

  /** Indented JSON that ends with a line end. */
  public static String toJson(Template template) {
    return write(Pretty.WRITER, template) + "\n";
  }

  /** JSON without any white space, as it is sent to AWS. */
  public static String toCompactJson(Template template) {
    return PlainJson.write(toTree(template));
  }

  /**
   * YAML for people; every YAML 1.1 reader gets the same strings out of it that went in. The rare
   * text with a Unicode line or paragraph separator is written as JSON, which is YAML too: the
   * escapes that YAML has for these two are not known to every reader.
   */
  public static String toYaml(Template template) {
    String json = toJson(template);
    boolean separators = json.indexOf('\u2028') >= 0 || json.indexOf('\u2029') >= 0;
    return separators ? json : write(Yaml.MAPPER.writer(), template);
  }

  /**
   * Reads a template in JSON or YAML, with the short forms of intrinsic functions ({@code !Ref}).
   *
   * @throws dev.stacktape.problem.StacktapeException with {@code TEMPLATE_UNREADABLE} at a line
   *     when the text is not a template
   */
  public static Template parse(String text) {
    return parse(text, "template");
  }

  /**
   * Reads a template in JSON or YAML.
   *
   * @param source how problems name the text, such as a file name
   */
  public static Template parse(String text, String source) {
    return new TemplateReader(source).read(text);
  }

  /**
   * Reads JSON or YAML into plain maps and lists, whether it has the shape of a template or not.
   *
   * @return null for an empty text
   */
  public static @Nullable Object parseTree(String text) {
    return new TemplateReader("template").tree(text);
  }

  /** The document as plain maps, in the order in which it is written. */
  public static Map<String, Object> toTree(Template template) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(FORMAT_VERSION_KEY, FORMAT_VERSION);
    if (template.description() != null) {
      tree.put("Description", template.description());
    }
    for (String section : SECTION_ORDER) {
      if (template.sections().containsKey(section)) {
        tree.put(section, template.sections().get(section));
      }
    }
    template.sections().forEach(tree::putIfAbsent);
    Map<String, Object> resources = new LinkedHashMap<>();
    template.resources().forEach((id, resource) -> resources.put(id, resource.toTree()));
    tree.put("Resources", resources);
    if (!template.outputs().isEmpty()) {
      tree.put("Outputs", template.outputs());
    }
    return tree;
  }

  private static String write(ObjectWriter writer, Template template) {
    try {
      return writer.writeValueAsString(Values.withPlainNumbers(toTree(template)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The template holds a value that is not JSON", e);
    }
  }

  private static DefaultPrettyPrinter prettyPrinter() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""))
        .withObjectIndenter(indenter)
        .withArrayIndenter(indenter);
  }
}
