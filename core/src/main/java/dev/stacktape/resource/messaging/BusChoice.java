package dev.stacktape.resource.messaging;

import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.event.EventBusEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bus that events come from: exactly one of three. */
public record BusChoice(
    @Nullable String eventBusArn, @Nullable String eventBusName, @Nullable Boolean useDefaultBus) {

  /** The bus of a workload's event. */
  public static BusChoice of(EventBusEvent event) {
    return new BusChoice(event.eventBusArn(), event.eventBusName(), event.useDefaultBus());
  }

  /**
   * Reports when there is none or more than one, or a name that is no bus.
   *
   * @param index which event of the resource
   */
  public void check(Inspection<?> inspection, int index) {
    Map<String, @Nullable Object> choices = new LinkedHashMap<>();
    choices.put("eventBusName", eventBusName);
    choices.put("eventBusArn", eventBusArn);
    choices.put("useDefaultBus", useDefaultBus);
    inspection.exactlyOne(choices, "events", index, "properties");
    if (eventBusName != null) {
      inspection.reference(
          eventBusName, EventBusProperties.class, "events", index, "properties", "eventBusName");
    }
  }

  /** What a rule calls the bus, a template value; null for the default one. */
  public @Nullable Object ruleValue() {
    return eventBusName == null ? eventBusArn : EventBusType.arn(eventBusName);
  }
}
