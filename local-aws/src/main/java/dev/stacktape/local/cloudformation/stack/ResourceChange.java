package dev.stacktape.local.cloudformation.stack;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one resource, in the words of the API.
 *
 * @param action {@code Add}, {@code Modify} or {@code Remove}
 * @param replacement {@code True}, {@code False} or {@code Conditional}; null unless modified
 * @param policyAction what becomes of the old one: {@code Delete}, {@code Retain}, {@code
 *     Snapshot}, {@code ReplaceAndDelete}, {@code ReplaceAndRetain} or {@code ReplaceAndSnapshot};
 *     null when nothing is lost
 * @param before properties and other attributes as they are, null when added
 * @param after the same as they will be, null when removed
 */
public record ResourceChange(
    String action,
    String logicalId,
    @Nullable String physicalId,
    String type,
    @Nullable String replacement,
    @Nullable String policyAction,
    List<String> scope,
    List<Detail> details,
    @Nullable Map<String, Object> before,
    @Nullable Map<String, Object> after) {

  /**
   * One cause of a change.
   *
   * @param attribute {@code Properties}, {@code Tags}, {@code Metadata}, ...
   * @param name the property's name; null unless the attribute is {@code Properties}
   * @param requiresRecreation {@code Never}, {@code Conditionally} or {@code Always}
   * @param path the JSON pointer of what changes
   * @param changeType {@code Add}, {@code Modify} or {@code Remove}
   * @param evaluation {@code Static}, or {@code Dynamic} where the value is not known before
   * @param source {@code DirectModification}, {@code ParameterReference}, {@code ResourceReference}
   *     or {@code ResourceAttribute}
   * @param cause the parameter, resource or attribute that causes it, or null
   */
  public record Detail(
      String attribute,
      @Nullable String name,
      String requiresRecreation,
      @Nullable String path,
      @Nullable String beforeValue,
      @Nullable String afterValue,
      @Nullable String changeType,
      String evaluation,
      @Nullable String source,
      @Nullable String cause) {}
}
