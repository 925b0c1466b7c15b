package dev.stacktape.local.cloudformation.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives the trees of a template their values: every intrinsic function is carried out. Dynamic
 * references stay as they are; they are resolved at the last moment, so that secrets are never
 * kept.
 */
public final class Evaluation {
  /** What stands in the place of a value that is only known once the change has been made. */
  public static final String KNOWN_AFTER_APPLY = "{{changeSet:KNOWN_AFTER_APPLY}}";

  private static final String MASK = "****";
  private static final Object NO_VALUE = new Object();
  private static final ResourceValues NO_RESOURCES =
      new ResourceValues() {
        @Override
        public Object ref(String logicalId) {
          throw TemplateErrors.format(
              "Unresolved dependencies ["
                  + logicalId
                  + "]. Cannot reference resources in the Conditions block of the template");
        }

        @Override
        public Object attribute(String logicalId, String attribute) {
          return ref(logicalId);
        }
      };

  private final BoundTemplate template;
  private final ResourceValues resources;
  private final Exports exports;
  private final boolean masked;

  private Evaluation(
      BoundTemplate template, ResourceValues resources, Exports exports, boolean masked) {
    this.template = template;
    this.resources = resources;
    this.exports = exports;
    this.masked = masked;
  }

  /** Evaluates the trees of a template. */
  public static Evaluation of(BoundTemplate template, ResourceValues resources, Exports exports) {
    return new Evaluation(template, resources, exports, false);
  }

  static Evaluation ofConditions(BoundTemplate template) {
    Exports none =
        name -> {
          throw TemplateErrors.function("Cannot use Fn::ImportValue in Conditions.");
        };
    return new Evaluation(template, NO_RESOURCES, none, false);
  }

  /** The same with the values of {@code NoEcho} parameters made unreadable, for showing. */
  public Evaluation masked() {
    return new Evaluation(template, resources, exports, true);
  }

  /** The properties of a resource; what is {@code AWS::NoValue} is not there. */
  public Map<String, Object> properties(Map<String, Object> tree) {
    Map<String, Object> properties = Trees.map(value(tree));
    return properties == null ? Map.of() : properties;
  }

  /** The value of any tree; null when it is {@code AWS::NoValue}. */
  public @Nullable Object orNull(Object tree) {
    Object value = value(tree);
    return value == NO_VALUE ? null : value;
  }

  /** The value of a tree that has to be text. */
  public String text(Object tree, String function) {
    Object value = value(tree);
    if (value instanceof Map<?, ?> || value instanceof List<?> || value == NO_VALUE) {
      throw TemplateErrors.function(function + " requires a string argument");
    }
    return Trees.text(value);
  }

  /** The truth of a condition function. */
  boolean truth(Object tree) {
    Object value = value(tree);
    if (value instanceof Boolean truth) {
      return truth;
    }
    if (value instanceof String text && (text.equals("true") || text.equals("false"))) {
      return Boolean.parseBoolean(text);
    }
    throw TemplateErrors.format("Every Condition member must be a boolean function");
  }

  private Object value(Object tree) {
    Map.Entry<String, Object> only = Trees.only(tree);
    if (only != null) {
      Object result = function(only.getKey(), only.getValue());
      if (result != null) {
        return result;
      }
    }
    Map<String, Object> map = Trees.map(tree);
    if (map != null) {
      Map<String, Object> values = new LinkedHashMap<>();
      map.forEach((key, item) -> put(values, key, item));
      return values;
    }
    return tree instanceof List<?> list ? list(list) : tree;
  }

  private void put(Map<String, Object> values, String key, @Nullable Object item) {
    Object value = item == null ? NO_VALUE : value(item);
    if (value != NO_VALUE) {
      values.put(key, value);
    }
  }

  private List<Object> list(List<?> items) {
    List<Object> values = new ArrayList<>();
    for (Object item : items) {
      Object value = item == null ? NO_VALUE : value(item);
      if (value != NO_VALUE) {
        values.add(value);
      }
    }
    return values;
  }

  /** The result of a function, or null when the name is none, so that the map is just a map. */
  private @Nullable Object function(String name, Object argument) {
    return switch (name) {
      case "Ref" -> argument instanceof String target ? ref(target) : null;
      case "Fn::GetAtt" -> getAtt(argument);
      case "Fn::Sub" -> sub(argument);
      case "Fn::ImportValue" -> exports.value(text(argument, name));
      case "Condition" -> named(argument);
      case "Fn::If" -> choice(argument);
      case "Fn::And" -> truths(name, argument).stream().allMatch(this::truth);
      case "Fn::Or" -> truths(name, argument).stream().anyMatch(this::truth);
      case "Fn::Not" -> !truth(only(name, argument));
      case "Fn::Equals" -> equal(argument);
      case "Fn::FindInMap" -> findInMap(argument);
      case "Fn::GetAZs" -> Functions.availabilityZones(zonesRegion(argument));
      default -> name.startsWith("Fn::") ? Functions.call(name, argumentValue(argument)) : null;
    };
  }

  private @Nullable Boolean named(Object condition) {
    if (condition instanceof String name && template.document().conditions().containsKey(name)) {
      return template.condition(name);
    }
    return null;
  }

  private Object argumentValue(Object argument) {
    Object value = value(argument);
    return value == NO_VALUE ? List.of() : value;
  }

  private String zonesRegion(Object argument) {
    String region = text(argument, "Fn::GetAZs");
    return region.isEmpty() ? template.identity().region() : region;
  }

  private Object ref(String name) {
    StackIdentity identity = template.identity();
    Object parameter = template.parameter(name);
    if (parameter != null) {
      return masked && isSecret(name) ? MASK : parameter;
    }
    return switch (name) {
      case "AWS::NoValue" -> NO_VALUE;
      case "AWS::AccountId" -> identity.account();
      case "AWS::NotificationARNs" -> identity.topics();
      case "AWS::Partition" -> identity.partition();
      case "AWS::Region" -> identity.region();
      case "AWS::StackId" -> identity.stackId();
      case "AWS::StackName" -> identity.stackName();
      case "AWS::URLSuffix" -> identity.urlSuffix();
      default -> resources.ref(name);
    };
  }

  private boolean isSecret(String parameter) {
    ParameterDeclaration declaration = template.document().parameters().get(parameter);
    return declaration != null && declaration.noEcho();
  }

  private Object getAtt(Object argument) {
    Object evaluated = argument;
    if (argument instanceof List<?> list
        && list.size() == 2
        && list.get(1) instanceof Map<?, ?> tree) {
      evaluated = List.of(String.valueOf(list.get(0)), text(tree, "Fn::GetAtt"));
    }
    Reference.Attribute attribute = Reference.attribute(evaluated);
    return resources.attribute(attribute.logicalId(), attribute.attribute());
  }

  private Object sub(Object argument) {
    Map<String, Object> own =
        argument instanceof List<?> list && list.size() == 2 ? Trees.map(list.get(1)) : null;
    StringBuilder text = new StringBuilder();
    for (SubText.Part part : SubText.parse(Reference.subText(argument))) {
      if (part instanceof SubText.Part.Literal literal) {
        text.append(literal.text());
      } else if (part instanceof SubText.Part.Variable variable) {
        Object tree = own == null ? null : own.get(variable.name());
        text.append(tree == null ? variable(variable.name()) : text(tree, "Fn::Sub"));
      }
    }
    return text.toString();
  }

  private String variable(String name) {
    Reference reference = Reference.ofVariable(name);
    Object value =
        reference instanceof Reference.Attribute attribute
            ? resources.attribute(attribute.logicalId(), attribute.attribute())
            : ref(name);
    if (value instanceof List<?> || value instanceof Map<?, ?> || value == NO_VALUE) {
      throw TemplateErrors.function(
          "Fn::Sub variable " + name + " must resolve to a string, number, or boolean");
    }
    return Trees.text(value);
  }

  private Object choice(Object argument) {
    if (!(argument instanceof List<?> list) || list.size() != 3) {
      throw TemplateErrors.function("Fn::If requires a list argument with three elements");
    }
    Object branch = template.condition(String.valueOf(list.get(0))) ? list.get(1) : list.get(2);
    return branch == null ? NO_VALUE : value(branch);
  }

  private static List<?> truths(String name, Object argument) {
    if (!(argument instanceof List<?> list) || list.size() < 2 || list.size() > 10) {
      throw TemplateErrors.function(
          "Every "
              + name
              + " object requires a list of at least 2 and at most 10 boolean parameters.");
    }
    return list;
  }

  private static Object only(String name, Object argument) {
    if (argument instanceof List<?> list && list.size() == 1 && list.get(0) != null) {
      return list.get(0);
    }
    throw TemplateErrors.function(
        "Every " + name + " object requires a list with one boolean parameter.");
  }

  private boolean equal(Object argument) {
    if (!(argument instanceof List<?> list) || list.size() != 2) {
      throw TemplateErrors.function(
          "Every Fn::Equals object requires a list of 2 string parameters.");
    }
    return Trees.same(value(list.get(0)), value(list.get(1)));
  }

  private Object findInMap(Object argument) {
    if (!(argument instanceof List<?> list) || list.size() < 3) {
      throw TemplateErrors.function(
          "every Fn::FindInMap object requires three parameters, the map name, map key and the"
              + " attribute for return value");
    }
    String map = text(list.get(0), "Fn::FindInMap");
    String first = text(list.get(1), "Fn::FindInMap");
    String second = text(list.get(2), "Fn::FindInMap");
    Map<String, Object> mapping = Trees.map(template.document().mappings().get(map));
    Map<String, Object> row = mapping == null ? null : Trees.map(mapping.get(first));
    Object found = row == null ? null : row.get(second);
    if (found == null && list.size() == 4 && template.document().hasLanguageExtensions()) {
      Map<String, Object> otherwise = Trees.map(list.get(3));
      found = otherwise == null ? null : otherwise.get("DefaultValue");
    }
    if (found == null) {
      throw TemplateErrors.function(
          "Unable to get mapping for " + map + "::" + first + "::" + second);
    }
    return value(found);
  }
}
