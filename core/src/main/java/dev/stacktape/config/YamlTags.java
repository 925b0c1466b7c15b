package dev.stacktape.config;

import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * What a tag makes of a value. CloudFormation's short forms such as {@code !Ref} become the long
 * form that a template has, so that nothing behind the reader knows two ways of writing them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html">Intrinsic
 *     function reference</a>
 */
final class YamlTags {
  private static final String STANDARD = "tag:yaml.org,2002:";

  private static final Set<String> FUNCTIONS =
      Set.of(
          "And",
          "Base64",
          "Cidr",
          "Equals",
          "FindInMap",
          "GetAtt",
          "GetAZs",
          "If",
          "ImportValue",
          "Join",
          "Length",
          "Not",
          "Or",
          "Select",
          "Split",
          "Sub",
          "ToJsonString",
          "Transform");

  private final Problems problems;

  YamlTags(Problems problems) {
    this.problems = problems;
  }

  Node scalar(ScalarEvent event, Location location) {
    String tag = event.getTag().orElse("");
    String text = event.getValue();
    if (tag.isEmpty()) {
      return event.isPlain() ? plain(text, location) : new Node.Scalar(text, location);
    }
    if (tag.equals("!") || tag.equals(STANDARD + "str")) {
      return new Node.Scalar(text, location);
    }
    if (tag.startsWith(STANDARD)) {
      return standard(tag.substring(STANDARD.length()), text, location);
    }
    String function = function(tag);
    if (function == null) {
      problems.add(SyntaxProblems.unknownTag(tag, location));
      return new Node.Scalar(text, location);
    }
    return call(function, argument(function, text, location), location);
  }

  Node collection(CollectionStartEvent event, Node content) {
    String tag = event.getTag().orElse("");
    String usual = content instanceof Node.Mapping ? "map" : "seq";
    if (tag.isEmpty() || tag.equals("!") || tag.equals(STANDARD + usual)) {
      return content;
    }
    String function = function(tag);
    if (function == null) {
      problems.add(SyntaxProblems.unknownTag(tag, content.location()));
      return content;
    }
    return call(function, content, content.location());
  }

  private Node plain(String text, Location location) {
    if (YamlScalars.isNotFinite(text)) {
      problems.add(SyntaxProblems.notFinite(text, location));
      return new Node.Unresolved(text, location);
    }
    return new Node.Scalar(YamlScalars.valueOf(text), location);
  }

  private Node standard(String type, String text, Location location) {
    Object value = YamlScalars.valueOf(text);
    boolean fits =
        switch (type) {
          case "null" -> value == null;
          case "bool" -> value instanceof Boolean;
          case "int", "float" -> value instanceof Number;
          default -> false;
        };
    if (fits) {
      return new Node.Scalar(value, location);
    }
    problems.add(SyntaxProblems.unfittingTag("!!" + type, text, location));
    return new Node.Unresolved(text, location);
  }

  /** The key of the long form, or null when CloudFormation has no such function. */
  private static @Nullable String function(String tag) {
    String name = tag.substring(1);
    if (name.equals("Ref") || name.equals("Condition")) {
      return name;
    }
    return FUNCTIONS.contains(name) ? "Fn::" + name : null;
  }

  /** {@code !GetAtt Table.Arn} means the list of its two parts; attributes may hold dots. */
  private static Node argument(String function, String text, Location location) {
    int dot = text.indexOf('.');
    if (!function.equals("Fn::GetAtt") || dot < 0) {
      return new Node.Scalar(text, location);
    }
    Node logicalId = new Node.Scalar(text.substring(0, dot), location);
    Node attribute = new Node.Scalar(text.substring(dot + 1), location);
    return new Node.Sequence(List.of(logicalId, attribute), location);
  }

  private static Node call(String function, Node argument, Location location) {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    entries.put(function, new Node.Entry(location, argument));
    return new Node.Mapping(entries, location);
  }
}
