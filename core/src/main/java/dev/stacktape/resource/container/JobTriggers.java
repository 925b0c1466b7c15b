package dev.stacktape.resource.container;

import static dev.stacktape.resource.ResourceCode.FEATURE_NOT_SUPPORTED;
import static dev.stacktape.resource.ResourceCode.SCHEDULE_INVALID;

import dev.stacktape.config.DirectiveText;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.event.FunctionEvent;
import dev.stacktape.resource.event.HttpApiEvent;
import dev.stacktape.resource.event.LoadBalancerEvent;
import dev.stacktape.resource.event.LogEvent;
import dev.stacktape.resource.event.QueueEvent;
import dev.stacktape.resource.event.RuleInput;
import dev.stacktape.resource.event.Schedule;
import dev.stacktape.resource.event.ScheduleEvent;
import dev.stacktape.resource.event.TableStreamEvent;
import dev.stacktape.resource.gateway.HttpApiProperties;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What starts a batch job. Rules, pipes and HTTP APIs start its state machine themselves; there is
 * no function in between.
 */
final class JobTriggers {
  private static final String EVENTS = "events";
  private static final String PROPERTIES = "properties";

  private JobTriggers() {}

  static void check(Inspection<JobProperties> inspection) {
    List<FunctionEvent> events = inspection.properties().events();
    for (int i = 0; i < events.size(); i++) {
      FunctionEvent event = events.get(i);
      if (event instanceof ScheduleEvent schedule) {
        checkSchedule(inspection, schedule, i);
      } else if (event instanceof HttpApiEvent route) {
        inspection.reference(
            route.httpApiGatewayName(),
            HttpApiProperties.class,
            EVENTS,
            i,
            PROPERTIES,
            "httpApiGatewayName");
      } else if (event instanceof QueueEvent || event instanceof TableStreamEvent) {
        JobPipe.check(inspection, event, i);
      }
    }
  }

  private static void checkSchedule(
      Inspection<JobProperties> inspection, ScheduleEvent schedule, int index) {
    if (!DirectiveText.isDirective(schedule.scheduleRate())) {
      Schedule.problemOf(schedule.scheduleRate())
          .ifPresent(
              flaw ->
                  inspection.report(
                      SCHEDULE_INVALID.error(flaw.message()).hint(flaw.hint()),
                      EVENTS,
                      index,
                      PROPERTIES,
                      "scheduleRate"));
    }
    RuleInput.of(schedule).check(inspection, EVENTS, index, PROPERTIES);
  }

  static void checkSupport(Inspection<JobProperties> inspection) {
    List<FunctionEvent> events = inspection.properties().events();
    for (int i = 0; i < events.size(); i++) {
      FunctionEvent event = events.get(i);
      if (event instanceof LoadBalancerEvent || event instanceof LogEvent) {
        inspection.report(
            FEATURE_NOT_SUPPORTED
                .error(
                    "AWS has no way from %s to a batch job."
                        .formatted(event instanceof LogEvent ? "a log group" : "a load balancer"))
                .hint(
                    "Write a function with this event that is connected to the job, and starts"
                        + " it."),
            EVENTS,
            i,
            "type");
      } else {
        inspection.notSupported(!isBuilt(event), "An event of this type", EVENTS, i, "type");
      }
      inspection.notSupported(
          event instanceof HttpApiEvent route && route.authorizer() != null,
          "An authorizer",
          EVENTS,
          i,
          PROPERTIES,
          "authorizer");
    }
  }

  private static boolean isBuilt(FunctionEvent event) {
    return event instanceof ScheduleEvent
        || event instanceof HttpApiEvent
        || event instanceof QueueEvent
        || event instanceof TableStreamEvent;
  }

  static void contribute(Contribution<JobProperties> to, JobNames names) {
    List<FunctionEvent> events = to.properties().events();
    Set<String> starters = new LinkedHashSet<>();
    List<Statement> statements = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      FunctionEvent event = events.get(i);
      if (event instanceof ScheduleEvent schedule) {
        starters.add("events.amazonaws.com");
        to.add(names.eventId(i, "Rule"), rule(names, schedule, i), EVENTS, i);
      } else if (event instanceof HttpApiEvent) {
        starters.add("apigateway.amazonaws.com");
      } else if (event instanceof QueueEvent || event instanceof TableStreamEvent) {
        starters.add("pipes.amazonaws.com");
        statements.add(JobPipe.contribute(to, names, event, i));
      }
    }
    JobRoutes.contribute(to, names);
    if (!starters.isEmpty()) {
      statements.add(
          0, Statement.allow(List.of("states:StartExecution"), Fn.ref(names.stateMachineId())));
      addRole(to, names, starters, statements);
    }
  }

  private static CfnResource rule(JobNames names, ScheduleEvent schedule, int index) {
    Tree target =
        RuleInput.of(schedule)
            .addTo(
                new Tree()
                    .with("Arn", Fn.ref(names.stateMachineId()))
                    .with("Id", names.targetId(index))
                    .with("RoleArn", role(names)));
    return CfnResource.of(
        "AWS::Events::Rule",
        new Tree()
            .with("State", "ENABLED")
            .with("ScheduleExpression", schedule.scheduleRate())
            .with("Targets", List.of(target.build()))
            .build());
  }

  /** The ARN of the role that whatever starts the job takes on. */
  static Map<String, Object> role(JobNames names) {
    return Fn.getAtt(names.part("TriggerRole"), "Arn");
  }

  private static void addRole(
      Contribution<JobProperties> to,
      JobNames names,
      Set<String> starters,
      List<Statement> statements) {
    Map<String, Object> trust =
        new Tree()
            .with("Effect", "Allow")
            .with("Principal", Map.of("Service", List.copyOf(starters)))
            .with("Action", "sts:AssumeRole")
            .build();
    to.add(
        names.part("TriggerRole"),
        CfnResource.of(
            "AWS::IAM::Role",
            new Tree()
                .with("AssumeRolePolicyDocument", Statement.document(List.of(trust)))
                .with("Policies", List.of(Statement.inlinePolicy("start-job", statements)))
                .build()),
        EVENTS);
  }
}
