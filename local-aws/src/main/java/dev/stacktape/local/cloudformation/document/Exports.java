package dev.stacktape.local.cloudformation.document;

/** What the stacks of a region export. */
@FunctionalInterface
public interface Exports {
  /**
   * The value of an export.
   *
   * @throws dev.stacktape.local.AwsError when no stack exports the name
   */
  String value(String name);
}
