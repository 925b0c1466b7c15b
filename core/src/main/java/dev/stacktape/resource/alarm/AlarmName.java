package dev.stacktape.resource.alarm;

import dev.stacktape.config.TypeName;
import dev.stacktape.name.LogicalId;
import dev.stacktape.name.PhysicalName;
import dev.stacktape.name.Words;
import dev.stacktape.resource.StackView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The name of an alarm: what it watches, on which resource, and which of its alarms it is, such as
 * {@code LambdaErrorRateForCheckout0}. Events name alarms so.
 */
public record AlarmName(String text) {
  private static final int LIMIT = 255;

  /** The name of the alarm at a position in the list of a resource. */
  public static AlarmName of(AlarmSettings alarm, String resourceName, int index) {
    TypeName word =
        Objects.requireNonNull(alarm.trigger().getClass().getAnnotation(TypeName.class));
    return new AlarmName(
        Words.pascal(word.value()[0]) + "For" + Words.pascal(resourceName) + index);
  }

  /** Every alarm of a stack. */
  public static List<AlarmName> allIn(StackView stack) {
    List<AlarmName> names = new ArrayList<>();
    stack
        .withParts()
        .values()
        .forEach(
            resource -> {
              if (resource.properties() instanceof AlarmHost host) {
                for (int i = 0; i < host.alarms().size(); i++) {
                  names.add(of(host.alarms().get(i), resource.name(), i));
                }
              }
            });
    return names;
  }

  /** The logical id of the alarm. */
  public String logicalId() {
    return logicalId("Alarm");
  }

  /** The logical id of something that belongs to it. */
  String logicalId(String part) {
    return LogicalId.of(text, part);
  }

  /** What AWS calls it. */
  String physicalName(StackView stack) {
    return PhysicalName.fit(stack.target().stackName() + "-" + text, LIMIT);
  }
}
