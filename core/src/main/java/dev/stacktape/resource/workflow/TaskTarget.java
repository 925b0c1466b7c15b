package dev.stacktape.resource.workflow;

import dev.stacktape.config.DirectiveText;
import dev.stacktape.resource.ParamReference;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.template.Fn;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a task works on, as its parameters say it. Values that are known only while the machine runs
 * (keys that end with {@code .$}) say nothing.
 */
record TaskTarget(Map<String, Object> parameters, StackView stack) {
  private static final Pattern QUEUE_URL =
      Pattern.compile("https://sqs\\.([\\w-]+)\\.[\\w.]+/(\\d{12})/([\\w.-]+)");

  /** A parameter that holds an ARN. */
  Optional<Object> arn(String key) {
    return Optional.ofNullable(parameters.get(key)).flatMap(this::toArn);
  }

  /**
   * A parameter that holds the ARN or the name of something in the stack's account.
   *
   * @param kind what stands before the name in an ARN, such as {@code dynamodb:...:table/}; {@code
   *     %s} is the region and account
   */
  Optional<Object> named(String key, String kind) {
    Object value = parameters.get(key);
    Optional<Object> arn = Optional.ofNullable(value).flatMap(this::toArn);
    if (arn.isPresent() || value == null) {
      return arn;
    }
    return Optional.of(
        Fn.sub(
            "arn:${AWS::Partition}:"
                + kind.formatted("${AWS::Region}:${AWS::AccountId}")
                + "${name}",
            Map.of("name", value)));
  }

  /** The ARN of the queue that a parameter holds the URL of. */
  Optional<Object> queue(String key) {
    Object value = parameters.get(key);
    Optional<Object> arn = Optional.ofNullable(value).flatMap(this::toArn);
    if (arn.isPresent() || !(value instanceof String url)) {
      return arn;
    }
    Matcher parts = QUEUE_URL.matcher(url);
    return parts.matches()
        ? Optional.of(
            Fn.sub(
                "arn:${AWS::Partition}:sqs:%s:%s:%s"
                    .formatted(parts.group(1), parts.group(2), parts.group(3))))
        : Optional.empty();
  }

  /** The ARN of the resource of the config that a value is a parameter of, or the value itself. */
  private Optional<Object> toArn(Object value) {
    Optional<ParamReference> reference = ParamReference.in(value);
    if (reference.isPresent()) {
      if (hasArn(reference.get())) {
        return Optional.of("$ResourceParam('%s', 'arn')".formatted(reference.get().resource()));
      }
      // A job has several ARNs, each with a word before it.
      return reference.get().param().endsWith("Arn") ? Optional.of(value) : Optional.empty();
    }
    boolean other =
        value instanceof Map
            || (value instanceof String text
                && (text.startsWith("arn:") || DirectiveText.isDirective(text)));
    return other ? Optional.of(value) : Optional.empty();
  }

  private boolean hasArn(ParamReference reference) {
    Resource<?> resource = stack.withParts().get(reference.resource());
    return resource != null && hasArn(resource);
  }

  private <P extends Record> boolean hasArn(Resource<P> resource) {
    return resource.type().params(resource, stack).get("arn") != null;
  }

  /** The resources of the config that are named anywhere in the parameters, by their ARNs. */
  Set<Object> anyOfConfig() {
    Set<Object> arns = new LinkedHashSet<>();
    values(parameters)
        .forEach(
            value ->
                ParamReference.in(value)
                    .filter(this::hasArn)
                    .ifPresent(
                        found ->
                            arns.add("$ResourceParam('%s', 'arn')".formatted(found.resource()))));
    return arns;
  }

  private static Stream<@Nullable Object> values(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().flatMap(TaskTarget::values);
    }
    return value instanceof List<?> list
        ? list.stream().flatMap(TaskTarget::values)
        : Stream.of(value);
  }
}
