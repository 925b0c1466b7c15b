package dev.stacktape.template;

/** Whether changing a property makes CloudFormation replace the resource by a new one. */
public enum Replacement {
  NO,
  /** AWS decides by the values. */
  MAYBE,
  YES;

  /** The graver of two. */
  public Replacement or(Replacement other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
