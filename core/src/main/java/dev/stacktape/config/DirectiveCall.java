package dev.stacktape.config;

import java.util.List;
import java.util.stream.Stream;

/**
 * A directive as it was written: {@code $Var().db.port} is a call of {@code Var} without arguments
 * and with the path {@code db, port}.
 *
 * @param text all of it, as written
 * @param name without the dollar sign
 * @param args in the order of writing
 * @param path the keys that lead from the directive's value to the wanted part of it
 */
public record DirectiveCall(
    String text, String name, List<DirectiveArgument> args, List<String> path)
    implements DirectiveArgument {

  public DirectiveCall {
    args = List.copyOf(args);
    path = List.copyOf(path);
  }

  /** The text without the path. */
  String textWithoutPath() {
    return text.substring(0, text.lastIndexOf(')') + 1);
  }

  /** This call and every call among its arguments, the outer ones first. */
  public Stream<DirectiveCall> calls() {
    return Stream.concat(
        Stream.of(this),
        args.stream()
            .filter(DirectiveCall.class::isInstance)
            .map(DirectiveCall.class::cast)
            .flatMap(DirectiveCall::calls));
  }
}
