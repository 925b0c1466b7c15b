package dev.stacktape.resource.container;

import static dev.stacktape.resource.ResourceCode.FEATURE_NOT_SUPPORTED;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.event.FunctionEvent;
import dev.stacktape.resource.event.HttpApiEvent;
import dev.stacktape.resource.event.LoadBalancerEvent;
import dev.stacktape.resource.event.LogEvent;
import dev.stacktape.resource.event.TopicEvent;
import dev.stacktape.resource.gateway.HttpApiAuthorizer;
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
      if (JobRule.fits(event)) {
        JobRule.check(inspection, event, i);
      } else if (event instanceof HttpApiEvent route) {
        HttpApiAuthorizer.check(inspection, route, EVENTS, i, PROPERTIES);
        inspection.reference(
            route.httpApiGatewayName(),
            HttpApiProperties.class,
            EVENTS,
            i,
            PROPERTIES,
            "httpApiGatewayName");
      } else if (JobPipe.fits(event)) {
        JobPipe.check(inspection, event, i);
      } else if (event instanceof TopicEvent topic) {
        JobTopic.check(inspection, topic, i);
      }
    }
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
      }
    }
  }

  static void contribute(Contribution<JobProperties> to, JobNames names) {
    List<FunctionEvent> events = to.properties().events();
    Set<String> starters = new LinkedHashSet<>();
    List<Statement> statements = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      FunctionEvent event = events.get(i);
      if (JobRule.fits(event)) {
        starters.add("events.amazonaws.com");
        to.add(names.eventId(i, "Rule"), JobRule.of(names, event, i, to.stack()), EVENTS, i);
      } else if (event instanceof HttpApiEvent) {
        starters.add("apigateway.amazonaws.com");
      } else if (JobPipe.fits(event)) {
        starters.add("pipes.amazonaws.com");
        statements.add(JobPipe.contribute(to, names, event, i));
      } else if (event instanceof TopicEvent topic) {
        starters.add("pipes.amazonaws.com");
        statements.add(JobTopic.contribute(to, names, topic, i));
      }
    }
    JobRoutes.contribute(to, names);
    if (!starters.isEmpty()) {
      statements.add(
          0, Statement.allow(List.of("states:StartExecution"), Fn.ref(names.stateMachineId())));
      addRole(to, names, starters, statements);
    }
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
