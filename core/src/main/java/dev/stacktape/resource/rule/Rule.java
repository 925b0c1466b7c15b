package dev.stacktape.resource.rule;

/** What must hold for a part of a config. */
@FunctionalInterface
interface Rule<P> {
  /** Reports what does not hold, at the place of the part or below it. */
  void check(P part, Place at);
}
