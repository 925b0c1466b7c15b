package dev.stacktape.local.cloudformation.stack;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller gives to make a stack what it shall be.
 *
 * @param template its text
 * @param parameters by name, as given; without those that were left to their defaults
 * @param roleArn the role that operations run with, or null; kept and told, never checked
 * @param rollback the rollback configuration; kept and told, alarms are not watched
 */
public record StackInputs(
    String template,
    Map<String, String> parameters,
    Map<String, String> tags,
    List<String> capabilities,
    @Nullable String roleArn,
    List<String> notificationArns,
    @Nullable RollbackConfiguration rollback) {

  /** Alarms that would roll an operation back. */
  public record RollbackConfiguration(List<Trigger> triggers, @Nullable Integer minutes) {}

  /** One alarm. */
  public record Trigger(String arn, String type) {}

  /** The inputs of a stack that has nothing yet. */
  public static StackInputs none() {
    return new StackInputs("", Map.of(), Map.of(), List.of(), null, List.of(), null);
  }
}
