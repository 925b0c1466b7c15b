package dev.stacktape.operate.script;

import static dev.stacktape.operate.script.ScriptCode.SCRIPT_VALUE_NOT_DEPLOYED;

import dev.stacktape.problem.StacktapeException;
import dev.stacktape.template.SubText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What template values are in the deployed stack: the same functions that CloudFormation evaluates
 * when it deploys.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html">Intrinsic
 *     function reference</a>
 */
public final class LiveValues {
  private static final String PSEUDO = "AWS::";

  private final LiveStack stack;
  private final DynamicReferences references;

  /** Values of a stack. */
  public LiveValues(LiveStack stack) {
    this.stack = stack;
    this.references = new DynamicReferences(stack);
  }

  /**
   * A value as text, its secrets in plain.
   *
   * @throws StacktapeException {@code SCRIPT_VALUE_NOT_DEPLOYED}, {@code SCRIPT_SECRET_NOT_FOUND}
   */
  String text(Object value) {
    return references.resolve(plain(value));
  }

  /**
   * Values as texts, by the same names.
   *
   * @throws StacktapeException as {@link #text}
   */
  public Map<String, String> texts(Map<String, Object> values) {
    Map<String, String> texts = new LinkedHashMap<>();
    values.forEach((name, value) -> texts.put(name, text(value)));
    return texts;
  }

  /** The secrets that have been asked for so far. */
  List<String> secrets() {
    return references.secrets();
  }

  private String plain(@Nullable Object value) {
    if (value instanceof Map<?, ?> map && map.size() == 1) {
      Map.Entry<?, ?> function = map.entrySet().iterator().next();
      return function(String.valueOf(function.getKey()), function.getValue());
    }
    if (value instanceof List<?> list) {
      return String.join(",", list.stream().map(this::plain).toList());
    }
    return String.valueOf(value);
  }

  private String function(String name, @Nullable Object argument) {
    return switch (name) {
      case "Ref" -> ref(String.valueOf(argument));
      case "Fn::GetAtt" -> getAtt(argument);
      case "Fn::Sub" -> sub(argument);
      case "Fn::Join" -> join(argument);
      case "Fn::Select" -> select(argument);
      case "Fn::ImportValue" -> imported(plain(argument));
      case "Fn::Base64" ->
          Base64.getEncoder()
              .encodeToString(references.resolve(plain(argument)).getBytes(StandardCharsets.UTF_8));
      default -> throw unknown("the value of `" + name + "`", "Use it in the template only.");
    };
  }

  private String ref(String target) {
    if (target.equals("AWS::NoValue")) {
      return "";
    }
    Optional<String> found =
        target.startsWith(PSEUDO)
            ? stack.pseudoParameter(target.substring(PSEUDO.length()))
            : stack.physicalId(target);
    return found.orElseThrow(() -> notDeployed("`" + target + "`"));
  }

  private String getAtt(@Nullable Object argument) {
    String dotted = argument instanceof List<?> list ? joined(".", list) : plain(argument);
    int dot = dotted.indexOf('.');
    return attribute(dotted.substring(0, dot), dotted.substring(dot + 1));
  }

  private String attribute(String logicalId, String attribute) {
    return stack
        .attribute(logicalId, attribute)
        .orElseThrow(() -> notDeployed("`" + logicalId + "." + attribute + "`"));
  }

  private String sub(@Nullable Object argument) {
    List<?> parts = argument instanceof List<?> list ? list : Arrays.asList(argument, Map.of());
    Map<?, ?> variables = (Map<?, ?>) parts.get(1);
    StringBuilder text = new StringBuilder();
    for (SubText.Part part : SubText.of(String.valueOf(parts.get(0))).parts()) {
      if (part instanceof SubText.Literal literal) {
        text.append(literal.text());
      } else if (part instanceof SubText.Variable variable) {
        text.append(variable(variable.name(), variables));
      }
    }
    return text.toString();
  }

  private String variable(String name, Map<?, ?> variables) {
    if (variables.containsKey(name)) {
      return plain(variables.get(name));
    }
    return name.contains(".") ? getAtt(name) : ref(name);
  }

  private String join(@Nullable Object argument) {
    List<?> list = (List<?>) argument;
    return list != null && list.get(1) instanceof List<?> parts
        ? joined(String.valueOf(list.get(0)), parts)
        : "";
  }

  private String joined(String separator, List<?> parts) {
    return String.join(separator, parts.stream().map(this::plain).toList());
  }

  private String select(@Nullable Object argument) {
    List<?> list = (List<?>) argument;
    List<String> items = new ArrayList<>();
    if (list != null && list.get(1) instanceof Map<?, ?> split) {
      List<?> parts = (List<?>) split.get("Fn::Split");
      if (parts != null) {
        String separator = String.valueOf(parts.get(0));
        items.addAll(List.of(plain(parts.get(1)).split(Pattern.quote(separator), -1)));
      }
    } else if (list != null && list.get(1) instanceof List<?> plain) {
      plain.forEach(item -> items.add(plain(item)));
    }
    int index = list == null ? -1 : Integer.parseInt(String.valueOf(list.get(0)));
    if (index < 0 || index >= items.size()) {
      throw unknown("one of several values", "Give the script the whole value.");
    }
    return items.get(index);
  }

  private String imported(String name) {
    return stack
        .exported(name)
        .orElseThrow(
            () ->
                unknown(
                    "the export `" + name + "` of another stack",
                    "Deploy that stack first, with an output that has `export: true`."));
  }

  private static StacktapeException notDeployed(String what) {
    return unknown(what, "Deploy the stack as the config is now, then run the script.");
  }

  private static StacktapeException unknown(String what, String hint) {
    return new StacktapeException(
        SCRIPT_VALUE_NOT_DEPLOYED
            .error("The deployed stack does not tell " + what + ".")
            .hint(hint));
  }
}
