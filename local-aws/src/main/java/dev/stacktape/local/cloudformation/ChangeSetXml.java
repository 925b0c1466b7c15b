package dev.stacktape.local.cloudformation;

import dev.stacktape.local.cloudformation.stack.ChangeSet;
import dev.stacktape.local.cloudformation.stack.ResourceChange;
import dev.stacktape.local.cloudformation.stack.ResourceChange.Detail;
import dev.stacktape.local.cloudformation.stack.StackState;
import dev.stacktape.local.http.XmlWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Change sets as the API writes them. */
final class ChangeSetXml {
  private ChangeSetXml() {}

  static void summary(XmlWriter xml, StackState stack, ChangeSet changeSet) {
    xml.text("StackId", stack.id())
        .text("StackName", stack.name())
        .text("ChangeSetId", changeSet.id())
        .text("ChangeSetName", changeSet.name())
        .text("Description", changeSet.description())
        .text("CreationTime", StackXml.time(changeSet.created()))
        .text("ExecutionStatus", changeSet.execution())
        .text("Status", changeSet.status())
        .text("StatusReason", changeSet.reason())
        .text("IncludeNestedStacks", false)
        .text("ImportExistingResources", changeSet.importExisting());
  }

  static void whole(
      XmlWriter xml,
      StackState stack,
      ChangeSet changeSet,
      Page<ResourceChange> page,
      boolean withValues) {
    summary(xml, stack, changeSet);
    StackXml.parameters(xml, changeSet.inputs());
    StackXml.settings(xml, changeSet.inputs());
    StackXml.deployment(xml, changeSet.deployment());
    xml.text("OnStackFailure", changeSet.onStackFailure())
        .members(
            "Changes",
            page.items(),
            (item, change) ->
                item.text("Type", "Resource")
                    .element("ResourceChange", each -> change(each, change, withValues)))
        .text("NextToken", page.next());
  }

  private static void change(XmlWriter xml, ResourceChange change, boolean withValues) {
    xml.text("PolicyAction", change.policyAction())
        .text("Action", change.action())
        .text("LogicalResourceId", change.logicalId())
        .text("PhysicalResourceId", change.physicalId())
        .text("ResourceType", change.type())
        .text("Replacement", change.replacement())
        .members("Scope", change.scope());
    if (withValues) {
      xml.members("Details", change.details(), ChangeSetXml::detailWithValues)
          .text("BeforeContext", StackXml.jsonUnlessEmpty(change.before()))
          .text("AfterContext", StackXml.jsonUnlessEmpty(change.after()));
    } else {
      xml.members("Details", byProperty(change.details()), ChangeSetXml::detail);
    }
  }

  /** Without values one line stands for a whole property. */
  private static List<Detail> byProperty(List<Detail> details) {
    Set<Detail> lines = new LinkedHashSet<>();
    for (Detail detail : details) {
      lines.add(
          new Detail(
              detail.attribute(),
              detail.name(),
              gravest(details, detail),
              null,
              null,
              null,
              null,
              detail.evaluation(),
              detail.source(),
              detail.cause()));
    }
    return List.copyOf(lines);
  }

  private static String gravest(List<Detail> details, Detail of) {
    for (String recreation : List.of("Always", "Conditionally")) {
      boolean there =
          details.stream()
              .filter(detail -> detail.attribute().equals(of.attribute()))
              .filter(detail -> String.valueOf(detail.name()).equals(String.valueOf(of.name())))
              .anyMatch(detail -> detail.requiresRecreation().equals(recreation));
      if (there) {
        return recreation;
      }
    }
    return "Never";
  }

  private static void detail(XmlWriter xml, Detail detail) {
    xml.element("Target", target -> target(target, detail));
    rest(xml, detail);
  }

  private static void detailWithValues(XmlWriter xml, Detail detail) {
    xml.element(
        "Target",
        target ->
            target(target, detail)
                .text("Path", detail.path())
                .text("BeforeValue", detail.beforeValue())
                .text("AfterValue", detail.afterValue())
                .text("AttributeChangeType", detail.changeType()));
    rest(xml, detail);
  }

  private static XmlWriter target(XmlWriter xml, Detail detail) {
    return xml.text("Attribute", detail.attribute())
        .text("Name", detail.name())
        .text("RequiresRecreation", detail.requiresRecreation());
  }

  private static void rest(XmlWriter xml, Detail detail) {
    xml.text("Evaluation", detail.evaluation())
        .text("ChangeSource", detail.source())
        .text("CausingEntity", detail.cause());
  }
}
