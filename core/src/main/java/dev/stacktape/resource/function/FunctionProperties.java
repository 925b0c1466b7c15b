package dev.stacktape.resource.function;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import dev.stacktape.resource.EnvironmentVar;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tag;
import dev.stacktape.resource.alarm.AlarmHost;
import dev.stacktape.resource.cdn.CdnProperties;
import dev.stacktape.resource.event.BalancedWorkload;
import dev.stacktape.resource.event.BucketEvent;
import dev.stacktape.resource.event.BucketListener;
import dev.stacktape.resource.event.CallableWorkload;
import dev.stacktape.resource.event.EventBusEvent;
import dev.stacktape.resource.event.FunctionEvent;
import dev.stacktape.resource.event.HttpApiEvent;
import dev.stacktape.resource.event.LoadBalancerEvent;
import dev.stacktape.resource.event.QueueFeeder;
import dev.stacktape.resource.event.RoutedWorkload;
import dev.stacktape.resource.event.TopicEvent;
import dev.stacktape.resource.iam.RoleStatement;
import dev.stacktape.resource.packaging.LambdaPackaging;
import dev.stacktape.resource.queue.DeadLetters;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("A Lambda function.")
public record FunctionProperties(
    @Doc("How the code gets to Lambda.") LambdaPackaging packaging,
    @Doc("What runs the function.") List<FunctionEvent> events,
    @Doc("Variables in its environment.") List<EnvironmentVar> environment,
    @Doc(value = "What the code runs on; follows from the code where left out.", example = "java21")
        @Nullable LambdaRuntime runtime,
    @Doc(value = "The processor that it runs on.", defaultValue = "x86_64")
        @Nullable Architecture architecture,
    @Doc(
            value = "Memory in MB; the share of the processor grows with it.",
            defaultValue = "1024",
            example = "512")
        @Range(min = 128, max = 10240)
        @Nullable Integer memory,
    @Doc(value = "The longest run, in seconds.", defaultValue = "20", example = "30")
        @Range(min = 1, max = 900)
        @Nullable Integer timeout,
    @Doc(
            value =
                "Puts the function into the stack's network, from where it reaches databases but not the internet.",
            defaultValue = "false")
        @Nullable Boolean joinDefaultVpc,
    @Doc("Tags of the function, beside those of the stack.") @Range(max = 50) List<Tag> tags,
    @Doc("Where results of asynchronous calls go.") @Nullable Destinations destinations,
    @Doc("What happens to its logs.") @Nullable FunctionLogging logging,
    @Doc("How many instances are kept warm.") @Nullable Integer provisionedConcurrency,
    @Doc(
            value =
                "Starts from a picture of the initialized function, which makes cold starts short; for Java from 11, Python from 3.12 and .NET from 8.",
            defaultValue = "false")
        @Nullable Boolean snapStart,
    @Doc("The most instances that run at the same time; other functions cannot take them.")
        @Nullable Integer reservedConcurrency,
    @Doc("ARNs of layers.") @Range(max = 5) List<String> layers,
    @Doc("Moves traffic to a new version step by step.") @Nullable GradualDeployment deployment,
    @Doc("Alarms on the function.") List<FunctionAlarm> alarms,
    @Doc(
            "Names of global alarms that leave this resource alone; there are none here, so it has no effect.")
        List<String> disabledGlobalAlarms,
    @Doc("An HTTPS address of its own.") @Nullable FunctionUrl url,
    @Doc("A CDN in front of the function.") @Nullable CdnProperties cdn,
    @Doc(value = "Size of /tmp in MB.", defaultValue = "512", example = "2048")
        @Range(min = 512, max = 10240)
        @Nullable Integer storage,
    @Doc("File systems that it sees; needs joinDefaultVpc.") List<VolumeMount> volumeMounts,
    @Doc(
            value =
                "Resources of this config that it works with: it gets permissions for them and their addresses as STP_ variables.",
            example = "[orders, jobs]")
        List<String> connectTo,
    @Doc("Further statements for its role.") List<RoleStatement> iamRoleStatements)
    implements RoutedWorkload,
        BalancedWorkload,
        CallableWorkload,
        BucketListener,
        QueueFeeder,
        AlarmHost {

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

  @Override
  public List<Balanced> balanced() {
    List<Balanced> balanced = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i) instanceof LoadBalancerEvent event) {
        balanced.add(new Balanced(event, List.of("events", i), false, null));
      }
    }
    return balanced;
  }

  @Override
  public Object calledArn(Resource<?> self, StackView stack) {
    return new FunctionNames(self.name(), this, stack).calledArn();
  }

  @Override
  public Object calledArnByName(Resource<?> self, StackView stack) {
    return new FunctionNames(self.name(), this, stack).calledArnByName();
  }

  @Override
  public List<Heard> bucketEvents(Resource<?> self, StackView stack) {
    FunctionNames names = new FunctionNames(self.name(), this, stack);
    List<Heard> heard = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i) instanceof BucketEvent event) {
        heard.add(
            new Heard(
                event,
                List.of("events", i),
                names.calledArnByName(),
                names.eventId(i, "Permission")));
      }
    }
    return heard;
  }

  @Override
  public List<Feed> feeds(Resource<?> self, StackView stack) {
    FunctionNames names = new FunctionNames(self.name(), this, stack);
    List<Feed> feeds = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i) instanceof EventBusEvent event) {
        Object rule = Fn.getAtt(names.eventId(i, "Rule"), "Arn");
        DeadLetters.feed(event.onDeliveryFailure(), EventBusTrigger.SERVICE, rule)
            .ifPresent(feeds::add);
      } else if (events.get(i) instanceof TopicEvent event) {
        DeadLetters.feed(event.onDeliveryFailure(), TopicTrigger.SERVICE, TopicTrigger.arn(event))
            .ifPresent(feeds::add);
      }
    }
    return feeds;
  }
}
