package dev.stacktape.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shapes of single values. */
final class ScalarShapes {
  private ScalarShapes() {}

  /**
   * What all single values have in common: directives, missing values and values of other kinds.
   */
  private abstract static class Single implements Shape {
    @Override
    public final @Nullable Object bind(Node node, Subject subject, BindingReport report) {
      if (node instanceof Node.Unresolved) {
        return null;
      }
      if (!(node instanceof Node.Scalar scalar)) {
        report.wrongType(subject, node, wanted(), null);
        return null;
      }
      Object value = scalar.value();
      if (value == null) {
        report.noValue(subject, wanted());
        return null;
      }
      if (value instanceof String text && DirectiveText.isDirective(text)) {
        return directive(text, scalar, subject, report);
      }
      return convert(value, scalar, subject, report);
    }

    private @Nullable Object directive(
        String text, Node.Scalar node, Subject subject, BindingReport report) {
      Object asText = Directives.isDeployTime(text) ? textOfLater(text) : null;
      if (asText != null) {
        return asText;
      }
      Node standIn = report.standIn(subject, node, text, wanted(), samples());
      return standIn == null ? null : bind(standIn, subject, report);
    }

    /** Values that fit; empty where nothing can stand in for one that is not known yet. */
    List<Object> samples() {
      return List.of();
    }

    /** What stands for a value known only during deployment, or null where that cannot be. */
    @Nullable Object textOfLater(String directive) {
      return null;
    }

    abstract @Nullable Object convert(
        Object value, Node.Scalar node, Subject subject, BindingReport report);
  }

  /** Text. Numbers are refused: nobody could tell {@code 1.10} from {@code 1.1}. */
  static final class Text extends Single {
    @Override
    public String wanted() {
      return "text";
    }

    @Override
    public boolean isText() {
      return true;
    }

    @Override
    public Map<String, Object> schema(SchemaDefinitions definitions) {
      return SchemaParts.of("type", "string");
    }

    @Override
    Object textOfLater(String directive) {
      return directive;
    }

    @Override
    @Nullable Object convert(
        Object value, Node.Scalar node, Subject subject, BindingReport report) {
      if (value instanceof String text) {
        if (text.indexOf('\0') < 0) {
          return text;
        }
        report.withNul(subject, node);
        return null;
      }
      report.wrongType(
          subject, node, wanted(), "Write it in quotes: '" + AsWritten.textOf(node) + "'");
      return null;
    }
  }

  /** {@code true} or {@code false}, in quotes too. */
  static final class Bool extends Single {
    @Override
    public String wanted() {
      return "`true` or `false`";
    }

    @Override
    public Map<String, Object> schema(SchemaDefinitions definitions) {
      return SchemaParts.orBooleanAsText(SchemaParts.of("type", "boolean"));
    }

    @Override
    List<Object> samples() {
      return List.of(true, false);
    }

    @Override
    @Nullable Object convert(
        Object value, Node.Scalar node, Subject subject, BindingReport report) {
      if (value instanceof Boolean) {
        return value;
      }
      if (value.equals("true") || value.equals("false")) {
        return value.equals("true");
      }
      String hint = BooleanWords.meant(value).map(b -> "Did you mean `" + b + "`?").orElse(null);
      report.wrongType(subject, node, wanted(), hint);
      return null;
    }
  }

  /** Text, a number or a boolean. */
  static final class AnyScalar extends Single {
    @Override
    public String wanted() {
      return "text, a number or a boolean";
    }

    @Override
    public Map<String, Object> schema(SchemaDefinitions definitions) {
      return SchemaParts.of("type", List.of("string", "number", "boolean"));
    }

    @Override
    Object textOfLater(String directive) {
      return new ScalarValue(directive);
    }

    @Override
    Object convert(Object value, Node.Scalar node, Subject subject, BindingReport report) {
      return new ScalarValue(value);
    }
  }

  /** A number of one of Java's types, in quotes too. */
  static final class Numeric extends Single {
    private final NumberType type;
    private final @Nullable Range range;

    Numeric(NumberType type, @Nullable Range range) {
      this.type = type;
      this.range = range;
    }

    @Override
    public String wanted() {
      return type.isWhole() ? "a whole number" : "a number";
    }

    @Override
    public Map<String, Object> schema(SchemaDefinitions definitions) {
      Map<String, Object> number = SchemaParts.of("type", type.isWhole() ? "integer" : "number");
      Bounds.of(range).addTo(number, "minimum", "maximum");
      return SchemaParts.orNumberAsText(number);
    }

    @Override
    List<Object> samples() {
      return Bounds.of(range).samples();
    }

    @Override
    @Nullable Object convert(
        Object value, Node.Scalar node, Subject subject, BindingReport report) {
      BigDecimal number = NumberType.parse(value);
      if (number == null || (type.isWhole() && !NumberType.isWhole(number))) {
        report.wrongType(subject, node, wanted(), null);
        return null;
      }
      for (Bounds bounds : List.of(Bounds.of(range), type.bounds())) {
        if (!bounds.contain(number)) {
          report.outOfRange(subject, node, "be " + bounds, "is " + AsWritten.textOf(node));
          return null;
        }
      }
      return type.convert(number);
    }
  }

  /** One of a list of words, which may look like numbers. */
  static final class Choice extends Single {
    private final Map<String, Object> constants;

    Choice(Map<String, Object> constants) {
      this.constants = new LinkedHashMap<>(constants);
    }

    @Override
    public String wanted() {
      return "one of " + BindingReport.list(constants.keySet());
    }

    @Override
    public boolean isText() {
      return numbers() == null;
    }

    @Override
    public Map<String, Object> schema(SchemaDefinitions definitions) {
      List<Object> numbers = numbers();
      return numbers == null
          ? SchemaParts.orDirective(SchemaParts.of("enum", List.copyOf(constants.keySet())))
          : SchemaParts.orNumberAsText(SchemaParts.of("enum", numbers));
    }

    private static String shortest(Number number) {
      return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    }

    /**
     * The words as numbers, or null when they are not all numbers. A word that a number would not
     * give back, such as {@code 1.0}, is text.
     */
    private @Nullable List<Object> numbers() {
      List<Object> numbers = new ArrayList<>();
      for (String word : constants.keySet()) {
        Number number = YamlScalars.numberOf(word);
        if (number == null || !shortest(number).equals(word)) {
          return null;
        }
        numbers.add(number);
      }
      return numbers;
    }

    @Override
    List<Object> samples() {
      return List.copyOf(constants.keySet());
    }

    @Override
    @Nullable Object convert(
        Object value, Node.Scalar node, Subject subject, BindingReport report) {
      Object constant = constants.get(String.valueOf(value));
      if (constant == null && value instanceof Number) {
        constant = constants.get(AsWritten.textOf(node));
      }
      if (constant == null) {
        report.notAllowed(subject, node, AsWritten.textOf(node), constants.keySet());
      }
      return constant;
    }
  }
}
