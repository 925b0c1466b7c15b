package dev.stacktape.resource;

import dev.stacktape.config.DirectiveArgument;
import dev.stacktape.config.DirectiveCall;
import dev.stacktape.config.DirectiveText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A property that holds a parameter of another resource: {@code $ResourceParam('uploads', 'arn')}.
 *
 * @param resource the name of the resource
 * @param param the name of its parameter
 */
public record ParamReference(String resource, String param) {
  private static final int ARGUMENTS = 2;

  /** The reference that a value is; empty where it is anything else. */
  public static Optional<ParamReference> in(@Nullable Object value) {
    return value instanceof String text
        ? DirectiveText.parse(text)
            .filter(call -> call.name().equals("ResourceParam") && call.path().isEmpty())
            .filter(call -> call.args().size() == ARGUMENTS)
            .flatMap(ParamReference::of)
        : Optional.empty();
  }

  private static Optional<ParamReference> of(DirectiveCall call) {
    return call.args().get(0) instanceof DirectiveArgument.Literal resource
            && call.args().get(1) instanceof DirectiveArgument.Literal param
        ? Optional.of(
            new ParamReference(String.valueOf(resource.value()), String.valueOf(param.value())))
        : Optional.empty();
  }

  /** Whether a value is a parameter of a resource of which nothing is known. */
  public static boolean isOfUnread(@Nullable Object value, StackView stack) {
    return in(value).filter(reference -> stack.isUnread(reference.resource())).isPresent();
  }

  /** The resource of the config that a value is a parameter of. */
  public static Optional<Resource<?>> resourceOf(@Nullable Object value, StackView stack) {
    return in(value).flatMap(found -> Optional.ofNullable(stack.withParts().get(found.resource())));
  }
}
