package dev.stacktape.local.cloudformation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.local.cloudformation.document.ParameterDeclaration;
import dev.stacktape.local.cloudformation.document.TemplateReader;
import dev.stacktape.local.cloudformation.stack.DeploymentConfig;
import dev.stacktape.local.cloudformation.stack.Physical;
import dev.stacktape.local.cloudformation.stack.Stack;
import dev.stacktape.local.cloudformation.stack.StackEvent;
import dev.stacktape.local.cloudformation.stack.StackInputs;
import dev.stacktape.local.cloudformation.stack.StackResource;
import dev.stacktape.local.cloudformation.stack.StackState;
import dev.stacktape.local.cloudformation.stack.StackStatus;
import dev.stacktape.local.http.XmlWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stacks, resources and events as the API writes them. */
final class StackXml {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private StackXml() {}

  static @Nullable String time(@Nullable Long millis) {
    return millis == null ? null : MILLISECONDS.format(Instant.ofEpochMilli(millis));
  }

  static void stack(XmlWriter xml, Stack stack) {
    StackState state = stack.state();
    StackInputs inputs = shownInputs(state);
    boolean hasTemplate = !inputs.template().isEmpty();
    summary(xml, state);
    xml.text("Description", hasTemplate ? description(inputs) : null)
        .text("ChangeSetId", state.settings().changeSet())
        .text("DisableRollback", state.settings().disableRollback())
        .text("TimeoutInMinutes", state.settings().timeoutMinutes())
        .text("EnableTerminationProtection", state.settings().terminationProtection());
    deployment(xml, state.settings().deployment());
    settings(xml, inputs);
    if (hasTemplate) {
      parameters(xml, inputs);
    }
    xml.members(
        "Outputs",
        state.outputs(),
        (item, output) ->
            item.text("OutputKey", output.key())
                .text("OutputValue", output.value())
                .text("Description", output.description())
                .text("ExportName", output.exportName()));
    xml.element("DriftInformation", drift -> drift.text("StackDriftStatus", "NOT_CHECKED"));
  }

  /** While a stack is made for the first time, what it shall be is all there is to show. */
  private static StackInputs shownInputs(StackState state) {
    boolean isNew = state.inputs().template().isEmpty();
    StackInputs target = state.operation() == null ? null : state.operation().target();
    return isNew && target != null ? target : state.inputs();
  }

  static void deployment(XmlWriter xml, @Nullable DeploymentConfig deployment) {
    if (deployment != null) {
      xml.element(
          "DeploymentConfig",
          config ->
              config
                  .text("Mode", deployment.mode())
                  .text("DisableRollback", deployment.disableRollback()));
    }
  }

  static void settings(XmlWriter xml, StackInputs inputs) {
    xml.members("NotificationARNs", inputs.notificationArns())
        .members("Capabilities", inputs.capabilities())
        .members(
            "Tags",
            inputs.tags().entrySet(),
            (item, tag) -> item.text("Key", tag.getKey()).text("Value", tag.getValue()))
        .text("RoleARN", inputs.roleArn());
    StackInputs.RollbackConfiguration rollback = inputs.rollback();
    xml.element(
        "RollbackConfiguration",
        item -> {
          if (rollback != null) {
            item.members(
                    "RollbackTriggers",
                    rollback.triggers(),
                    (each, trigger) -> each.text("Arn", trigger.arn()).text("Type", trigger.type()))
                .text("MonitoringTimeInMinutes", rollback.minutes());
          }
        });
  }

  private static @Nullable String description(StackInputs inputs) {
    return TemplateReader.read(inputs.template()).description();
  }

  static void parameters(XmlWriter xml, StackInputs inputs) {
    Collection<ParameterDeclaration> declared =
        TemplateReader.read(inputs.template()).parameters().values();
    xml.members(
        "Parameters",
        declared,
        (item, parameter) -> {
          String value =
              inputs.parameters().getOrDefault(parameter.name(), parameter.defaultValue());
          item.text("ParameterKey", parameter.name())
              .text("ParameterValue", parameter.noEcho() ? "****" : value);
        });
  }

  /** What {@code DescribeStacks} and {@code ListStacks} have in common. */
  static void summary(XmlWriter xml, StackState state) {
    xml.text("StackId", state.id())
        .text("StackName", state.name())
        .text("CreationTime", time(state.created()))
        .text("LastUpdatedTime", time(state.progress().updated()))
        .text(
            "DeletionTime",
            state.status() == StackStatus.DELETE_COMPLETE ? time(state.progress().deleted()) : null)
        .text("StackStatus", state.status())
        .text("StackStatusReason", state.progress().reason());
  }

  static void summaryWithDescription(XmlWriter xml, Stack stack) {
    StackState state = stack.state();
    summary(xml, state);
    boolean hasTemplate = !state.inputs().template().isEmpty();
    xml.text("TemplateDescription", hasTemplate ? description(state.inputs()) : null);
    xml.element("DriftInformation", drift -> drift.text("StackDriftStatus", "NOT_CHECKED"));
  }

  static void event(XmlWriter xml, StackState stack, StackEvent event) {
    xml.text("StackId", stack.id())
        .text("EventId", event.id())
        .text("StackName", stack.name())
        .text("OperationId", event.operation().isEmpty() ? null : event.operation())
        .text("LogicalResourceId", event.logicalId())
        .text("PhysicalResourceId", event.physicalId())
        .text("ResourceType", event.type())
        .text("Timestamp", event.time())
        .text("ResourceStatus", event.status())
        .text("ResourceStatusReason", event.reason())
        .text("ResourceProperties", json(event.properties()))
        .text("ClientRequestToken", event.clientToken());
  }

  /**
   * A resource.
   *
   * @param timeElement what the element with the time is called in the answer at hand
   */
  static void resource(XmlWriter xml, StackResource resource, String timeElement) {
    xml.text("LogicalResourceId", resource.logicalId())
        .text("PhysicalResourceId", resource.physicalId())
        .text("ResourceType", resource.type())
        .text(timeElement, time(resource.time()))
        .text("ResourceStatus", resource.status())
        .text("ResourceStatusReason", resource.reason());
    xml.element("DriftInformation", drift -> drift.text("StackResourceDriftStatus", "NOT_CHECKED"));
  }

  static void metadata(XmlWriter xml, StackResource resource) {
    Physical current = resource.current();
    Object metadata = current == null ? null : current.metadata();
    xml.text("Metadata", metadata == null ? null : json(metadata));
  }

  static @Nullable String json(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A value of a template is not JSON", e);
    }
  }

  /** A map as text, or null when there is nothing in it. */
  static @Nullable String jsonUnlessEmpty(@Nullable Map<String, Object> map) {
    return map == null || map.isEmpty() ? null : json(map);
  }
}
