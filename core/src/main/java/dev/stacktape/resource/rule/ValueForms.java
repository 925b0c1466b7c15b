package dev.stacktape.resource.rule;

import dev.stacktape.config.DirectiveText;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Forms of text that AWS prescribes. What is known only during deployment is left alone. */
final class ValueForms {
  /**
   * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">ARNs</a>
   */
  private static final Pattern ARN =
      Pattern.compile("arn:[^:\\s]+:([^:\\s]+):[^:\\s]*:[^:\\s]*:.+");

  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?:\\*\\.)?(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\\.)+[a-zA-Z][a-zA-Z0-9-]{1,62}");

  private static final Pattern CIDR =
      Pattern.compile(
          "(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)"
              + "(?:/(?:3[0-2]|[12]?\\d))?");

  private static final Pattern CIDR_V6 = Pattern.compile("[0-9a-fA-F:.]{2,45}(?:/\\d{1,3})?");

  private static final int LONGEST_DOMAIN = 253;
  private static final int SHOWN_NAMES = 30;

  private ValueForms() {}

  /** Whether the value is in the config already, rather than found during deployment. */
  static boolean isKnown(@Nullable Object value) {
    return value instanceof String text
        && !DirectiveText.isDirective(text)
        && !text.contains("{{resolve:")
        && !text.contains("${");
  }

  /** Reports text that is no ARN, or one of another service. */
  static void arn(@Nullable Object value, Place at, String... services) {
    if (!isKnown(value)) {
      return;
    }
    String text = String.valueOf(value);
    var matcher = ARN.matcher(text);
    if (!matcher.matches()) {
      at.invalid(
          "`%s` is not an ARN.".formatted(shown(text)),
          "An ARN looks like `arn:aws:sqs:eu-west-1:111122223333:jobs`;"
              + " `$ResourceParam('name', 'arn')` gives that of a resource of this config.");
    } else if (services.length > 0 && !List.of(services).contains(matcher.group(1))) {
      at.invalid(
          "`%s` is an ARN of `%s`; here it must be of `%s`."
              .formatted(shown(text), matcher.group(1), String.join("` or `", services)),
          null);
    }
  }

  /** Reports text that is no domain name. */
  static void domain(@Nullable String value, Place at) {
    if (!isKnown(value)) {
      return;
    }
    String text = String.valueOf(value);
    if (text.length() > LONGEST_DOMAIN || !DOMAIN.matcher(text).matches()) {
      at.invalid(
          "`%s` is not a domain name.".formatted(shown(text)),
          text.contains("/")
              ? "Write the name alone, such as `api.acme.com`."
              : "A domain name looks like `api.acme.com`.");
    }
  }

  /** Reports text that is no range of addresses. */
  static void addressRange(@Nullable String value, Place at) {
    if (!isKnown(value)) {
      return;
    }
    String text = String.valueOf(value);
    boolean six = text.indexOf(':') >= 0 && CIDR_V6.matcher(text).matches();
    if (!six && !CIDR.matcher(text).matches()) {
      at.invalid(
          "`%s` is not a range of addresses.".formatted(shown(text)),
          "Write it like `203.0.113.0/24`, or `203.0.113.7/32` for a single address.");
    }
  }

  static void addressRanges(List<String> values, Place at) {
    for (int i = 0; i < values.size(); i++) {
      addressRange(values.get(i), at.in(i));
    }
  }

  /** Warns of an address that is not encrypted, where AWS insists on it. */
  static void https(@Nullable String value, Place at) {
    if (isKnown(value) && !String.valueOf(value).startsWith("https://")) {
      at.doubt("`%s` does not begin with `https://`.".formatted(shown(value)), null);
    }
  }

  /** Names as they can stand in a sentence; of many only some. */
  static String list(Collection<String> names) {
    String some =
        names.stream()
            .limit(SHOWN_NAMES)
            .map(name -> "`" + shown(name) + "`")
            .collect(Collectors.joining(", "));
    return names.size() > SHOWN_NAMES ? some + " and more" : some;
  }

  /** Text as it can stand in a sentence. */
  static String shown(@Nullable Object text) {
    String all = String.valueOf(text).replaceAll("\\s+", " ");
    return all.length() <= 60 ? all : all.substring(0, 60) + "...";
  }
}
