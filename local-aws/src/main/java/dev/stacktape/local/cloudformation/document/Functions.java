package dev.stacktape.local.cloudformation.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The intrinsic functions that need nothing but their arguments, which are values already. */
final class Functions {
  private static final String MASK = "\0";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Functions() {}

  static Object call(String name, Object argument) {
    return switch (name) {
      case "Fn::Base64" -> base64(argument);
      case "Fn::Cidr" -> cidr(argument);
      case "Fn::Join" -> join(argument);
      case "Fn::Length" -> length(argument);
      case "Fn::Select" -> select(argument);
      case "Fn::Split" -> split(argument);
      case "Fn::ToJsonString" -> json(argument);
      default -> throw TemplateErrors.function("Encountered unsupported function: " + name);
    };
  }

  /** The first three zones, which is what most regions have. */
  static List<Object> availabilityZones(String region) {
    if (region.contains(Evaluation.KNOWN_AFTER_APPLY)) {
      return List.of(region);
    }
    return List.of(region + "a", region + "b", region + "c");
  }

  private static Object base64(Object argument) {
    if (argument instanceof Map<?, ?> || argument instanceof List<?>) {
      throw TemplateErrors.function("every Fn::Base64 object must have a String-typed value.");
    }
    String text = Trees.text(argument);
    return isUnknown(text)
        ? text
        : Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Object join(Object argument) {
    if (argument instanceof List<?> list
        && list.size() == 2
        && list.get(0) instanceof String separator
        && list.get(1) instanceof List<?> parts
        && parts.stream().noneMatch(part -> part instanceof Map || part instanceof List)) {
      return String.join(separator, parts.stream().map(Trees::text).toList());
    }
    if (argument instanceof List<?> list && list.size() == 2 && isUnknown(list.get(1))) {
      return list.get(1);
    }
    throw TemplateErrors.function(
        "every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of"
            + " strings to be joined or a function that returns a list of strings (such as"
            + " Fn::GetAZs) to be joined.");
  }

  private static Object split(Object argument) {
    if (argument instanceof List<?> list
        && list.size() == 2
        && list.get(0) instanceof String separator
        && !separator.isEmpty()
        && !(list.get(1) instanceof List<?>)
        && !(list.get(1) instanceof Map<?, ?>)) {
      // What is not known yet stays whole, whatever its mark is made of.
      String text = Trees.text(list.get(1)).replace(Evaluation.KNOWN_AFTER_APPLY, MASK);
      return Arrays.stream(text.split(Pattern.quote(separator), -1))
          .<Object>map(part -> part.replace(MASK, Evaluation.KNOWN_AFTER_APPLY))
          .toList();
    }
    throw TemplateErrors.function(
        "every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to"
            + " be split or a function that returns a string to be split.");
  }

  private static Object select(Object argument) {
    if (!(argument instanceof List<?> list) || list.size() != 2) {
      throw selectArguments();
    }
    if (isUnknown(list.get(1))) {
      return Evaluation.KNOWN_AFTER_APPLY;
    }
    if (!(list.get(1) instanceof List<?> items)) {
      throw selectArguments();
    }
    int index = index(list.get(0));
    if (index >= 0 && index < items.size()) {
      return items.get(index);
    }
    if (items.stream().anyMatch(Functions::isUnknown)) {
      return Evaluation.KNOWN_AFTER_APPLY;
    }
    throw TemplateErrors.function(
        "Fn::Select  cannot select nonexistent value at index " + list.get(0));
  }

  private static int index(Object value) {
    String text = Trees.text(value);
    if (!text.matches("\\d{1,9}")) {
      throw selectArguments();
    }
    return Integer.parseInt(text);
  }

  private static RuntimeException selectArguments() {
    return TemplateErrors.function(
        "Fn::Select requires a list argument with two elements: an integer index and a list");
  }

  private static Object length(Object argument) {
    if (argument instanceof List<?> list) {
      return list.size();
    }
    if (isUnknown(argument)) {
      return argument;
    }
    throw TemplateErrors.function("Fn::Length requires a list argument");
  }

  private static Object json(Object argument) {
    try {
      return JSON.writeValueAsString(argument);
    } catch (JsonProcessingException e) {
      throw TemplateErrors.function("Fn::ToJsonString: " + e.getOriginalMessage());
    }
  }

  /**
   * Subnets of an IPv4 or IPv6 block.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html">Fn::Cidr</a>
   */
  private static Object cidr(Object argument) {
    if (!(argument instanceof List<?> list) || list.size() < 2 || list.size() > 3) {
      throw TemplateErrors.function("every Fn::Cidr object requires two or three parameters");
    }
    if (list.stream().anyMatch(Functions::isUnknown)) {
      return List.of(Evaluation.KNOWN_AFTER_APPLY);
    }
    int count = index(list.get(1));
    int bits = list.size() == 3 ? index(list.get(2)) : 8;
    return CidrBlock.parse(Trees.text(list.get(0))).subnets(count, bits);
  }

  private static boolean isUnknown(Object value) {
    return Stream.of(value)
        .flatMap(each -> each instanceof List<?> list ? list.stream() : Stream.of(each))
        .anyMatch(
            each -> each instanceof String text && text.contains(Evaluation.KNOWN_AFTER_APPLY));
  }
}
