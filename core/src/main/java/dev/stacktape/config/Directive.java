package dev.stacktape.config;

/** One directive of the language. */
sealed interface Directive {
  /** Without the dollar sign. */
  String name();

  /** A directive whose value is found while the config is loaded. */
  record LoadTime(String name, Signature signature, Evaluation evaluation) implements Directive {}

  /** A directive that stays in the config as text until the template is made. */
  record DeployTime(String name, Signature signature) implements Directive {}

  /**
   * A directive that the language has and this version has not.
   *
   * @param why one clause, to stand behind "is not supported yet"
   */
  record Unsupported(String name, String why) implements Directive {}

  /** How the value of a load-time directive is found. */
  @FunctionalInterface
  interface Evaluation {
    /**
     * The value, which may hold directives again; without the path.
     *
     * @throws DirectiveFailure when there is none
     */
    Node evaluate(Invocation call);
  }
}
