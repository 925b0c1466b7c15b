package dev.stacktape.resource.container;

import dev.stacktape.config.DirectiveArgument;
import dev.stacktape.config.DirectiveCall;
import dev.stacktape.config.DirectiveText;
import dev.stacktape.template.Fn;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value that AWS reads from where it is kept when a container starts, so that it stands neither
 * in the template nor in the task definition, where whoever may look at it would see it.
 *
 * @param source what a {@code Secrets} entry of a container calls {@code ValueFrom}
 * @param action what ECS must be allowed
 * @param resource the ARN that it must be allowed on
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html">Passing
 *     sensitive data to a container</a>
 */
record KeptValue(Object source, String action, Object resource) {
  private static final String READ_SECRET = "secretsmanager:GetSecretValue";
  private static final String READ_PARAMETER = "ssm:GetParameters";
  private static final String ARN = "arn:${AWS::Partition}:%s:${AWS::Region}:${AWS::AccountId}:%s";

  /** A reference to a secret as a whole value; the second group is a key of its JSON. */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\{\\{resolve:secretsmanager:(arn:[^{}]+?|[^:{}]+|\\$\\{\\w+}):SecretString(?::([^:{}]+))?:{0,2}}}");

  /** What a value of an environment refers to; empty for values that are no secrets. */
  static Optional<KeptValue> of(Object value) {
    if (value instanceof String text) {
      Optional<KeptValue> directive = DirectiveText.parse(text).flatMap(KeptValue::ofDirective);
      return directive.isPresent() ? directive : ofReference(text);
    }
    return value instanceof Map<?, ?> map && map.get("Fn::Sub") instanceof String text
        ? ofReference(text)
        : Optional.empty();
  }

  private static Optional<KeptValue> ofDirective(DirectiveCall call) {
    if (call.args().isEmpty() || !(call.args().get(0) instanceof DirectiveArgument.Literal name)) {
      return Optional.empty();
    }
    String text = String.valueOf(name.value());
    return switch (call.name()) {
      case "Secret" -> {
        int dot = text.indexOf('.');
        yield Optional.of(
            dot < 0 ? secret(text, "") : secret(text.substring(0, dot), text.substring(dot + 1)));
      }
      case "SsmParam" -> Optional.of(parameter(text));
      default -> Optional.empty();
    };
  }

  private static Optional<KeptValue> ofReference(String text) {
    Matcher reference = REFERENCE.matcher(text);
    if (!reference.matches()) {
      return Optional.empty();
    }
    String key = reference.group(2) == null ? "" : reference.group(2);
    return Optional.of(secret(reference.group(1), key));
  }

  /** A name, an ARN, or what stands in a text of {@code Fn::Sub} for the ARN. */
  private static KeptValue secret(String name, String key) {
    boolean isArn = name.startsWith("arn:") || name.startsWith("${");
    String arn = isArn ? name : ARN.formatted("secretsmanager", "secret:" + name);
    // AWS puts a hyphen and six characters behind the name, which the name alone does not tell.
    String granted = isArn ? arn : arn + "-??????";
    return new KeptValue(
        Fn.sub(key.isEmpty() ? arn : arn + ":" + key + "::"), READ_SECRET, Fn.sub(granted));
  }

  private static KeptValue parameter(String name) {
    String path = name.startsWith("/") ? name.substring(1) : name;
    Map<String, Object> arn = Fn.sub(ARN.formatted("ssm", "parameter/" + path));
    return new KeptValue(arn, READ_PARAMETER, arn);
  }
}
