package dev.stacktape.resource.function;

import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.event.FunctionEvent;
import dev.stacktape.resource.event.HttpApiEvent;
import dev.stacktape.resource.event.QueueEvent;
import dev.stacktape.resource.event.ScheduleEvent;
import java.util.List;

/** What the config language knows of functions but cannot be deployed yet. */
final class FunctionSupport {
  private FunctionSupport() {}

  static void check(Inspection<FunctionProperties> inspection) {
    FunctionProperties function = inspection.properties();
    inspection.notSupported(
        Boolean.TRUE.equals(function.joinDefaultVpc()),
        "A function in the stack's network",
        "joinDefaultVpc");
    inspection.notSupported(
        function.provisionedConcurrency() != null,
        "Provisioned concurrency",
        "provisionedConcurrency");
    inspection.notSupported(function.deployment() != null, "A gradual deployment", "deployment");
    inspection.notSupported(!function.alarms().isEmpty(), "Alarms", "alarms");
    inspection.notSupported(
        function.cdn() != null && function.cdn().enabled(), "A CDN in front of a function", "cdn");
    inspection.notSupported(!function.volumeMounts().isEmpty(), "File systems", "volumeMounts");
    inspection.notSupported(
        function.logging() != null && function.logging().logForwarding() != null,
        "Log forwarding",
        "logging",
        "logForwarding");
    inspection.withoutEffect(
        !function.disabledGlobalAlarms().isEmpty(),
        "there are no global alarms",
        "disabledGlobalAlarms");
    checkEvents(inspection, function.events());
  }

  private static void checkEvents(Inspection<?> inspection, List<FunctionEvent> events) {
    for (int i = 0; i < events.size(); i++) {
      FunctionEvent event = events.get(i);
      boolean built =
          event instanceof HttpApiEvent
              || event instanceof QueueEvent
              || event instanceof ScheduleEvent;
      inspection.notSupported(!built, "An event of this type", "events", i, "type");
      inspection.notSupported(
          event instanceof HttpApiEvent route && route.authorizer() != null,
          "An authorizer",
          "events",
          i,
          "properties",
          "authorizer");
    }
  }
}
