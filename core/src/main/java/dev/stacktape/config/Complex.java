package dev.stacktape.config;

/** What lists, maps and records have in common. */
final class Complex {
  static final String INDENT = "Write its properties below it, indented, as `key: value`.";

  /** Stands in a list for an item that did not fit. */
  static final Object FAILED = new Object();

  private Complex() {}

  /**
   * Refuses what is no collection for a reason of its own: nothing at all, a value that could not
   * be found out, a directive.
   */
  static boolean refuseSingle(Node node, Subject subject, String wanted, BindingReport report) {
    if (node instanceof Node.Unresolved) {
      return true;
    }
    if (!(node instanceof Node.Scalar scalar)) {
      return false;
    }
    if (scalar.value() == null) {
      report.noValue(subject, wanted);
      return true;
    }
    if (scalar.value() instanceof String text && DirectiveText.isDirective(text)) {
      report.directive(subject, node, text, wanted);
      return true;
    }
    return false;
  }
}
