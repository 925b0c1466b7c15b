package dev.stacktape.resource.messaging;

import dev.stacktape.name.LogicalId;
import dev.stacktape.name.PhysicalName;
import dev.stacktape.resource.Access;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Params;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.ResourceType;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code event-bus}: a bus, and an archive where its events are kept. Rules belong to those whose
 * events ask for them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbus.html">AWS::Events::EventBus</a>
 */
public final class EventBusType implements ResourceType<EventBusProperties> {
  private static final int NAME_LIMIT = 256;

  @Override
  public String word() {
    return "event-bus";
  }

  @Override
  public Class<EventBusProperties> propertiesType() {
    return EventBusProperties.class;
  }

  /** The ARN of the bus with this name in the config. */
  public static Map<String, Object> arn(String name) {
    return Fn.getAtt(logicalId(name), "Arn");
  }

  private static String logicalId(String name) {
    return LogicalId.of(name, "EventBus");
  }

  private static String archiveId(String name) {
    return LogicalId.of(name, "Archive");
  }

  private static boolean isArchived(EventBusProperties bus) {
    return bus.archivation() != null && bus.archivation().enabled();
  }

  private static String fullName(Resource<EventBusProperties> bus, StackView stack) {
    return stack.target().stackName() + "-" + bus.name();
  }

  @Override
  public Params params(Resource<EventBusProperties> bus, StackView stack) {
    return Params.none()
        .with("arn", arn(bus.name()))
        .withIf(
            isArchived(bus.properties()),
            "archiveArn",
            Fn.getAtt(archiveId(bus.name()), "Arn"),
            "its `archivation` is not enabled");
  }

  @Override
  public Optional<Access> access(Resource<EventBusProperties> bus, StackView stack) {
    return Optional.of(
        new Access(
            List.of(Statement.allow(List.of("events:PutEvents"), arn(bus.name()))),
            params(bus, stack).values()));
  }

  @Override
  public void check(Inspection<EventBusProperties> inspection) {
    if (inspection.properties().eventSourceName() == null) {
      inspection.fits("bus name", fullName(inspection.resource(), inspection.stack()), NAME_LIMIT);
    }
  }

  @Override
  public void contribute(Contribution<EventBusProperties> to) {
    EventBusProperties bus = to.properties();
    String partner = bus.eventSourceName();
    to.add(
        logicalId(to.name()),
        CfnResource.of(
            "AWS::Events::EventBus",
            new Tree()
                // The bus of a partner must be called like the partner's source.
                .with("Name", partner == null ? name(to) : partner)
                .with("EventSourceName", partner)
                .with("Tags", to.stack().tags().toList())
                .build()));
    EventArchive archive = bus.archivation();
    if (archive != null && archive.enabled()) {
      to.add(
          archiveId(to.name()),
          CfnResource.of(
                  "AWS::Events::Archive",
                  new Tree()
                      .with("SourceArn", arn(to.name()))
                      .with("RetentionDays", archive.retentionDays())
                      .build())
              .keepingData("RetainExceptOnCreate"),
          "archivation");
    }
    to.output("arn", arn(to.name()), "ARN of the event bus " + to.name());
  }

  private static String name(Contribution<EventBusProperties> to) {
    return PhysicalName.fit(fullName(to.resource(), to.stack()), NAME_LIMIT);
  }
}
