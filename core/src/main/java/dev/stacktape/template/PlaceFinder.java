package dev.stacktape.template;

import dev.stacktape.problem.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Knows where in the config a part of the template was asked for. */
@FunctionalInterface
public interface PlaceFinder {

  /**
   * The nearest place.
   *
   * @param logicalId of a CloudFormation resource
   * @param propertyPath below its properties; empty for the resource itself
   * @return null where nothing in the config stands behind it
   */
  @Nullable Location find(String logicalId, List<String> propertyPath);

  /** The place of the type of a CloudFormation resource, or of the resource itself. */
  default @Nullable Location ofType(String logicalId) {
    return find(logicalId, List.of());
  }

  /**
   * The place where one CloudFormation resource refers to another one.
   *
   * @return null where it is not written in the config
   */
  default @Nullable Location ofReference(String from, String to) {
    return null;
  }

  /** The place where the config says what is in the template; null where there is no config. */
  default @Nullable Location ofWhole() {
    return null;
  }

  /** Knows no place. */
  static PlaceFinder none() {
    return (logicalId, propertyPath) -> null;
  }
}
