package dev.stacktape.template;

/**
 * How a resource type takes its tags.
 *
 * @param property the name of the property that holds them
 */
public record TagSchema(String property, Format format) {

  /** What the value of the property looks like. */
  public enum Format {
    /** A list of maps with {@code Key} and {@code Value}. */
    STANDARD,
    /** A map from key to value. */
    MAP,
    /** As standard, with {@code PropagateAtLaunch} in each. */
    ASG
  }
}
