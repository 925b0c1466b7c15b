package dev.stacktape.resource.container;

import dev.stacktape.config.Doc;
import dev.stacktape.config.OneOf;
import dev.stacktape.config.Range;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.event.BucketEvent;
import dev.stacktape.resource.event.BucketListener;
import dev.stacktape.resource.event.EventBusEvent;
import dev.stacktape.resource.event.FunctionEvent;
import dev.stacktape.resource.event.HttpApiEvent;
import dev.stacktape.resource.event.KinesisEvent;
import dev.stacktape.resource.event.LoadBalancerEvent;
import dev.stacktape.resource.event.LogEvent;
import dev.stacktape.resource.event.QueueEvent;
import dev.stacktape.resource.event.QueueFeeder;
import dev.stacktape.resource.event.RoutedWorkload;
import dev.stacktape.resource.event.ScheduleEvent;
import dev.stacktape.resource.event.TableStreamEvent;
import dev.stacktape.resource.event.TopicEvent;
import dev.stacktape.resource.iam.RoleStatement;
import dev.stacktape.resource.queue.DeadLetters;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("A program in a container that runs to its end, started by events or by hand.")
public record JobProperties(
    @Doc("The program.") JobContainer container,
    @Doc("What it can use.") JobResources resources,
    @Doc(value = "The longest run, in seconds.", example = "3600") @Range(min = 1)
        @Nullable Integer timeout,
    @Doc(
            value = "Runs on spare machines, which are cheaper but can be taken away.",
            defaultValue = "false")
        @Nullable Boolean useSpotInstances,
    @Doc("What happens to its logs.") @Nullable ContainerLogging logging,
    @Doc("What happens when it fails.") @Nullable JobRetry retryConfig,
    @Doc("What starts the job.")
        @OneOf({
          LoadBalancerEvent.class,
          TopicEvent.class,
          QueueEvent.class,
          KinesisEvent.class,
          TableStreamEvent.class,
          BucketEvent.class,
          ScheduleEvent.class,
          LogEvent.class,
          HttpApiEvent.class,
          EventBusEvent.class
        })
        List<FunctionEvent> events,
    @Doc(
            value =
                "Resources of this config that it works with: it gets permissions for them and their addresses as STP_ variables.",
            example = "[orders, jobs]")
        List<String> connectTo,
    @Doc("Further statements for its role.") List<RoleStatement> iamRoleStatements)
    implements RoutedWorkload, BucketListener, QueueFeeder {

  @Override
  public List<Routed> routes() {
    List<Routed> routes = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i) instanceof HttpApiEvent event) {
        routes.add(new Routed(event, List.of("events", i)));
      }
    }
    return routes;
  }

  /** A bucket tells the default bus, where a rule starts the job. */
  @Override
  public List<Heard> bucketEvents(Resource<?> self, StackView stack) {
    List<Heard> heard = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i) instanceof BucketEvent event) {
        heard.add(new Heard(event, List.of("events", i), null, null));
      }
    }
    return heard;
  }

  @Override
  public List<Feed> feeds(Resource<?> self, StackView stack) {
    JobNames names = new JobNames(self.name(), stack);
    List<Feed> feeds = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i) instanceof EventBusEvent event) {
        DeadLetters.feed(
                event.onDeliveryFailure(),
                "events.amazonaws.com",
                Fn.getAtt(names.eventId(i, "Rule"), "Arn"))
            .ifPresent(feeds::add);
      }
    }
    return feeds;
  }
}
