package dev.stacktape.config;

/** An argument of a directive: a value, or another directive whose value it takes. */
public sealed interface DirectiveArgument permits DirectiveCall, DirectiveArgument.Literal {

  /**
   * A value that was written out.
   *
   * @param value a String, Boolean or a number as in {@link Node.Scalar}
   */
  record Literal(Object value) implements DirectiveArgument {}
}
