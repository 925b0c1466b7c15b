package dev.stacktape.resource.function;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.event.FunctionEvent;
import dev.stacktape.resource.event.HttpApiEvent;
import dev.stacktape.resource.event.QueueEvent;
import dev.stacktape.resource.event.ScheduleEvent;
import dev.stacktape.resource.iam.Statement;
import java.util.List;

/** The events of a function, each kind handed to the class that knows it. */
final class FunctionTriggers {
  private FunctionTriggers() {}

  static void check(Inspection<FunctionProperties> inspection, int index) {
    FunctionEvent event = inspection.properties().events().get(index);
    if (event instanceof HttpApiEvent route) {
      HttpApiTrigger.check(inspection, route, index);
    } else if (event instanceof QueueEvent queue) {
      QueueTrigger.check(inspection, queue, index);
    } else if (event instanceof ScheduleEvent schedule) {
      ScheduleTrigger.check(inspection, schedule, index);
    }
  }

  static void contribute(Contribution<FunctionProperties> to, FunctionNames names) {
    List<FunctionEvent> events = to.properties().events();
    for (int i = 0; i < events.size(); i++) {
      FunctionEvent event = events.get(i);
      if (event instanceof HttpApiEvent route) {
        HttpApiTrigger.addRoute(to, names, route, i);
      } else if (event instanceof QueueEvent queue) {
        QueueTrigger.contribute(to, names, queue, i);
      } else if (event instanceof ScheduleEvent schedule) {
        ScheduleTrigger.contribute(to, names, schedule, i);
      }
    }
    HttpApiTrigger.addIntegrations(to, names);
  }

  /** What the role needs so that Lambda can fetch events. */
  static List<Statement> statements(FunctionProperties function) {
    return function.events().stream()
        .filter(QueueEvent.class::isInstance)
        .map(event -> QueueTrigger.statement((QueueEvent) event))
        .toList();
  }
}
