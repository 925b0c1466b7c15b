package dev.stacktape.local.cloudformation;

import dev.stacktape.local.cloudformation.document.TemplateErrors;
import dev.stacktape.local.cloudformation.stack.ChangeSet;
import dev.stacktape.local.cloudformation.stack.ResourceChange;
import dev.stacktape.local.cloudformation.stack.Stack;
import dev.stacktape.local.cloudformation.stack.StackEvent;
import dev.stacktape.local.cloudformation.stack.StackResource;
import dev.stacktape.local.cloudformation.stack.StackStatus;
import dev.stacktape.local.cloudformation.stack.Stacks;
import dev.stacktape.local.http.FormParameters;
import dev.stacktape.local.http.XmlWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** The calls that only look. Each returns what writes its result. */
final class ReadingCalls {
  private ReadingCalls() {}

  static Consumer<XmlWriter> describeStacks(Call call) {
    List<Stack> stacks;
    if (call.form().has("StackName")) {
      stacks = List.of(call.stackWithId());
    } else {
      stacks = newestFirst(call);
      stacks.removeIf(stack -> stack.state().status() == StackStatus.DELETE_COMPLETE);
    }
    Page<Stack> page = Page.of(call.form(), stacks, stack -> stack.state().id());
    return xml ->
        xml.members("Stacks", page.items(), StackXml::stack).text("NextToken", page.next());
  }

  static Consumer<XmlWriter> listStacks(Call call) {
    List<String> wanted = call.form().list("StackStatusFilter");
    List<Stack> stacks = newestFirst(call);
    stacks.removeIf(stack -> !wanted.isEmpty() && !wanted.contains(stack.state().status().name()));
    Page<Stack> page = Page.of(call.form(), stacks, stack -> stack.state().id());
    return xml ->
        xml.members("StackSummaries", page.items(), StackXml::summaryWithDescription)
            .text("NextToken", page.next());
  }

  private static List<Stack> newestFirst(Call call) {
    List<Stack> stacks = new ArrayList<>(call.region().stacks().all());
    Collections.reverse(stacks);
    return stacks;
  }

  static Consumer<XmlWriter> describeStackEvents(Call call) {
    Stack stack = call.stack();
    List<StackEvent> events = new ArrayList<>(stack.events());
    Collections.reverse(events);
    Page<StackEvent> page = Page.of(call.form(), events, StackEvent::id);
    return xml ->
        xml.members(
                "StackEvents",
                page.items(),
                (item, event) -> StackXml.event(item, stack.state(), event))
            .text("NextToken", page.next());
  }

  static Consumer<XmlWriter> describeStackResources(Call call) {
    FormParameters form = call.form();
    String physicalId = form.text("PhysicalResourceId");
    Stack stack = physicalId == null ? call.stackWithId() : byPhysicalId(call, physicalId);
    String logicalId = form.text("LogicalResourceId");
    List<StackResource> resources =
        stack.resources().values().stream()
            .filter(resource -> logicalId == null || resource.logicalId().equals(logicalId))
            .toList();
    if (logicalId != null && resources.isEmpty()) {
      throw noResource(logicalId, stack);
    }
    return xml ->
        xml.members(
            "StackResources",
            resources,
            (item, resource) -> {
              item.text("StackName", stack.state().name()).text("StackId", stack.state().id());
              StackXml.resource(item, resource, "Timestamp");
            });
  }

  private static Stack byPhysicalId(Call call, String physicalId) {
    return call.region().stacks().all().stream()
        .filter(stack -> stack.state().status() != StackStatus.DELETE_COMPLETE)
        .filter(
            stack ->
                stack.resources().values().stream()
                    .anyMatch(resource -> physicalId.equals(resource.physicalId())))
        .findFirst()
        .orElseThrow(() -> TemplateErrors.invalid("Stack for " + physicalId + " does not exist"));
  }

  static Consumer<XmlWriter> describeStackResource(Call call) {
    Stack stack = call.stackOrNull();
    if (stack == null) {
      throw TemplateErrors.invalid(
          "Stack '" + call.form().required("StackName") + "' does not exist");
    }
    String logicalId = call.form().required("LogicalResourceId");
    StackResource resource = stack.resource(logicalId);
    if (resource == null) {
      throw noResource(logicalId, stack);
    }
    return xml ->
        xml.element(
            "StackResourceDetail",
            item -> {
              item.text("StackName", stack.state().name()).text("StackId", stack.state().id());
              StackXml.resource(item, resource, "LastUpdatedTimestamp");
              StackXml.metadata(item, resource);
            });
  }

  private static RuntimeException noResource(String logicalId, Stack stack) {
    return TemplateErrors.invalid(
        "Resource " + logicalId + " does not exist for stack " + stack.state().name());
  }

  static Consumer<XmlWriter> listStackResources(Call call) {
    Stack stack = call.stackWithId();
    Page<StackResource> page =
        Page.of(call.form(), List.copyOf(stack.resources().values()), StackResource::logicalId);
    return xml ->
        xml.members(
                "StackResourceSummaries",
                page.items(),
                (item, resource) -> StackXml.resource(item, resource, "LastUpdatedTimestamp"))
            .text("NextToken", page.next());
  }

  static Consumer<XmlWriter> listExports(Call call) {
    Page<Stacks.Export> page =
        Page.of(call.form(), call.region().stacks().exports(), Stacks.Export::name);
    return xml ->
        xml.members(
                "Exports",
                page.items(),
                (item, export) ->
                    item.text("ExportingStackId", export.stackId())
                        .text("Name", export.name())
                        .text("Value", export.value()))
            .text("NextToken", page.next());
  }

  static Consumer<XmlWriter> listImports(Call call) {
    String name = call.form().required("ExportName");
    List<String> importers = call.region().stacks().importers(name);
    if (importers.isEmpty()) {
      throw TemplateErrors.invalid("Export '" + name + "' is not imported by any stack.");
    }
    Page<String> page = Page.of(call.form(), importers, each -> each);
    return xml -> xml.members("Imports", page.items()).text("NextToken", page.next());
  }

  static Consumer<XmlWriter> getStackPolicy(Call call) {
    Stack stack = call.stack();
    return xml -> xml.text("StackPolicyBody", stack.state().settings().policy());
  }

  static Consumer<XmlWriter> describeChangeSet(Call call) {
    ChangeSetCalls.Found found = ChangeSetCalls.find(call);
    Page<ResourceChange> page =
        Page.of(call.form(), found.changeSet().changes(), ResourceChange::logicalId);
    boolean withValues = call.form().flag("IncludePropertyValues");
    return xml ->
        ChangeSetXml.whole(xml, found.stack().state(), found.changeSet(), page, withValues);
  }

  static Consumer<XmlWriter> listChangeSets(Call call) {
    Stack stack = call.stack();
    Page<ChangeSet> page = Page.of(call.form(), stack.changeSets(), ChangeSet::id);
    return xml ->
        xml.members(
                "Summaries",
                page.items(),
                (item, changeSet) -> ChangeSetXml.summary(item, stack.state(), changeSet))
            .text("NextToken", page.next());
  }
}
