package dev.stacktape.local.cloudformation;

import dev.stacktape.local.cloudformation.document.TemplateErrors;
import dev.stacktape.local.cloudformation.stack.ChangeSet;
import dev.stacktape.local.cloudformation.stack.ChangeSet.Violation;
import dev.stacktape.local.cloudformation.stack.Stack;
import dev.stacktape.local.cloudformation.stack.StackEvent;
import dev.stacktape.local.cloudformation.stack.StackState;
import dev.stacktape.local.http.FormParameters;
import dev.stacktape.local.http.XmlWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * {@code DescribeEvents}: the events of a stack, or what the validation of a change set found.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeEvents.html">DescribeEvents</a>
 */
final class OperationEvents {
  private OperationEvents() {}

  static Consumer<XmlWriter> describe(Call call) {
    FormParameters form = call.form();
    if (form.has("ChangeSetName")) {
      return ofChangeSet(call);
    }
    if (form.has("StackName")) {
      return ofStack(call);
    }
    throw TemplateErrors.invalid(
        "One of ChangeSetName, OperationId or StackName must be specified");
  }

  private static Consumer<XmlWriter> ofChangeSet(Call call) {
    ChangeSetCalls.Found found = ChangeSetCalls.find(call);
    List<Violation> violations = found.changeSet().violations();
    return xml ->
        xml.members(
            "OperationEvents",
            violations,
            (item, violation) ->
                violation(item, found.stack().state(), found.changeSet(), violation));
  }

  private static void violation(
      XmlWriter xml, StackState stack, ChangeSet changeSet, Violation violation) {
    xml.text(
            "EventId",
            changeSet.id() + "|" + violation.path() + "|" + violation.reason().hashCode())
        .text("StackId", stack.id())
        .text("OperationId", changeSet.id().substring(changeSet.id().lastIndexOf('/') + 1))
        .text("OperationType", "CREATE_CHANGESET")
        .text("OperationStatus", "FAILED")
        .text("EventType", "VALIDATION_ERROR")
        .text("LogicalResourceId", violation.logicalId())
        .text("ResourceType", violation.type())
        .text("Timestamp", StackXml.time(changeSet.created()))
        .text("ValidationFailureMode", "FAIL")
        .text("ValidationName", violation.validation())
        .text("ValidationStatus", "FAILED")
        .text("ValidationStatusReason", violation.reason())
        .text("ValidationPath", violation.path());
  }

  private static Consumer<XmlWriter> ofStack(Call call) {
    Stack stack = call.stack();
    boolean failedOnly = call.form().structure("Filters").flag("FailedEvents");
    String operation = call.form().text("OperationId");
    List<StackEvent> events = new ArrayList<>(stack.events());
    events.removeIf(event -> failedOnly && !event.status().endsWith("_FAILED"));
    events.removeIf(event -> operation != null && !event.operation().equals(operation));
    Collections.reverse(events);
    Page<StackEvent> page = Page.of(call.form(), events, StackEvent::id);
    return xml ->
        xml.members(
                "OperationEvents",
                page.items(),
                (item, event) ->
                    item.text("EventId", event.id())
                        .text("StackId", stack.state().id())
                        .text("OperationId", event.operation())
                        .text("EventType", "STACK_EVENT")
                        .text("LogicalResourceId", event.logicalId())
                        .text("PhysicalResourceId", event.physicalId())
                        .text("ResourceType", event.type())
                        .text("Timestamp", event.time())
                        .text("ResourceStatus", event.status())
                        .text("ResourceStatusReason", event.reason())
                        .text("ResourceProperties", StackXml.json(event.properties()))
                        .text("ClientRequestToken", event.clientToken()))
            .text("NextToken", page.next());
  }
}
