package dev.stacktape.local.cloudformation.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a part of a template points at. */
sealed interface Reference {
  /** {@code Ref}, or {@code ${Name}} in an {@code Fn::Sub}. */
  record Ref(String name) implements Reference {}

  /** {@code Fn::GetAtt}, or {@code ${Name.Attribute}} in an {@code Fn::Sub}. */
  record Attribute(String logicalId, String attribute) implements Reference {}

  /** {@code Condition}, or the first argument of {@code Fn::If}. */
  record Condition(String name) implements Reference {}

  /** {@code Fn::ImportValue} of a name; the tree may need evaluation. */
  record Import(Object name) implements Reference {}

  /** Everything that a tree points at, in the order of the text. */
  static List<Reference> in(Object tree) {
    List<Reference> found = new ArrayList<>();
    collect(tree, found);
    return found;
  }

  private static void collect(Object tree, List<Reference> found) {
    Map.Entry<String, Object> only = Trees.only(tree);
    if (only != null && collectFunction(only.getKey(), only.getValue(), found)) {
      return;
    }
    Map<String, Object> map = Trees.map(tree);
    if (map != null) {
      map.values().forEach(value -> collect(value, found));
    } else if (tree instanceof List<?> list) {
      list.forEach(item -> collect(item, found));
    }
  }

  /** Returns whether the function has been dealt with as a whole. */
  private static boolean collectFunction(String function, Object argument, List<Reference> found) {
    switch (function) {
      case "Ref" -> {
        if (argument instanceof String name) {
          found.add(new Ref(name));
          return true;
        }
        return false;
      }
      case "Fn::GetAtt" -> {
        Attribute attribute = attribute(argument);
        found.add(attribute);
        return true;
      }
      case "Fn::Sub" -> {
        collectSub(argument, found);
        return true;
      }
      case "Condition" -> {
        if (argument instanceof String name) {
          found.add(new Condition(name));
        }
        return false;
      }
      case "Fn::If" -> {
        if (argument instanceof List<?> list && !list.isEmpty()) {
          found.add(new Condition(String.valueOf(list.get(0))));
        }
        return false;
      }
      case "Fn::ImportValue" -> {
        found.add(new Import(argument));
        return false;
      }
      default -> {
        return false;
      }
    }
  }

  /** Reads the argument of {@code Fn::GetAtt}: a list of two, or text with a dot. */
  static Attribute attribute(Object argument) {
    if (argument instanceof List<?> list
        && list.size() == 2
        && list.get(0) instanceof String logicalId) {
      return new Attribute(logicalId, list.get(1) instanceof String name ? name : "");
    }
    if (argument instanceof String text && text.indexOf('.') > 0) {
      int dot = text.indexOf('.');
      return new Attribute(text.substring(0, dot), text.substring(dot + 1));
    }
    throw TemplateErrors.function(
        "every Fn::GetAtt object requires two non-empty parameters, the resource name and the"
            + " resource attribute");
  }

  private static void collectSub(Object argument, List<Reference> found) {
    String text = subText(argument);
    Set<String> own = Set.of();
    if (argument instanceof List<?> list && list.size() == 2) {
      Map<String, Object> variables = Trees.map(list.get(1));
      if (variables != null) {
        own = variables.keySet();
        variables.values().forEach(value -> collect(value, found));
      }
    }
    for (SubText.Part part : SubText.parse(text)) {
      if (part instanceof SubText.Part.Variable variable && !own.contains(variable.name())) {
        found.add(ofVariable(variable.name()));
      }
    }
  }

  /** The text of an {@code Fn::Sub} in either of its two forms. */
  static String subText(Object argument) {
    if (argument instanceof String text) {
      return text;
    }
    if (argument instanceof List<?> list
        && list.size() == 2
        && list.get(0) instanceof String text
        && list.get(1) instanceof Map<?, ?>) {
      return text;
    }
    throw TemplateErrors.function(
        "One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string"
            + " as first argument, and an optional second argument to specify a mapping of values"
            + " to replace in the string");
  }

  /** What a variable of an {@code Fn::Sub} stands for when the function does not define it. */
  static Reference ofVariable(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? new Ref(name) : new Attribute(name.substring(0, dot), name.substring(dot + 1));
  }
}
