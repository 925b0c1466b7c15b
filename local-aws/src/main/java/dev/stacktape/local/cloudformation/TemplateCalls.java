package dev.stacktape.local.cloudformation;

import dev.stacktape.local.cloudformation.document.ParameterDeclaration;
import dev.stacktape.local.cloudformation.document.ResourceEntry;
import dev.stacktape.local.cloudformation.document.TemplateDocument;
import dev.stacktape.local.cloudformation.document.TemplateErrors;
import dev.stacktape.local.cloudformation.document.TemplateReader;
import dev.stacktape.local.cloudformation.document.TemplateRules;
import dev.stacktape.local.cloudformation.stack.Operation;
import dev.stacktape.local.cloudformation.stack.StackInputs;
import dev.stacktape.local.cloudformation.stack.StackState;
import dev.stacktape.local.http.XmlWriter;
import dev.stacktape.template.ResourceSchema;
import dev.stacktape.template.ResourceSchemas;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The calls about templates. */
final class TemplateCalls {
  private final TemplateSource templates;
  private final TemplateRules rules;
  private final ResourceSchemas schemas;

  TemplateCalls(TemplateSource templates, TemplateRules rules, ResourceSchemas schemas) {
    this.templates = templates;
    this.rules = rules;
    this.schemas = schemas;
  }

  Consumer<XmlWriter> get(Call call) {
    String text = text(call);
    return xml ->
        xml.text("TemplateBody", text).members("StagesAvailable", List.of("Original", "Processed"));
  }

  private static String text(Call call) {
    if (call.form().has("ChangeSetName")) {
      return ChangeSetCalls.find(call).changeSet().inputs().template();
    }
    StackState state = call.stackWithId().state();
    if (state.inputs().template().isEmpty() && state.operation() == null) {
      throw TemplateErrors.invalid(
          "Stack with id " + call.form().required("StackName") + " does not exist");
    }
    return inputs(state).template();
  }

  private static StackInputs inputs(StackState state) {
    Operation operation = state.operation();
    StackInputs target = operation == null ? null : operation.target();
    return state.inputs().template().isEmpty() && target != null ? target : state.inputs();
  }

  Consumer<XmlWriter> validate(Call call) {
    TemplateDocument template = TemplateReader.read(templates.required(call.form()));
    rules.check(template);
    return xml -> {
      xml.members(
          "Parameters",
          template.parameters().values(),
          (item, parameter) -> parameter(item, parameter));
      xml.text("Description", template.description());
      needs(xml, template);
    };
  }

  Consumer<XmlWriter> summarize(Call call) {
    String given = templates.text(call.form());
    String text = given == null ? inputs(call.stackWithId().state()).template() : given;
    TemplateDocument template = TemplateReader.read(text);
    rules.check(template);
    return xml -> {
      xml.members(
          "Parameters",
          template.parameters().values(),
          (item, parameter) -> {
            parameter(item, parameter);
            item.text("ParameterType", parameter.type())
                .element(
                    "ParameterConstraints",
                    constraints -> constraints.members("AllowedValues", parameter.allowedValues()));
          });
      xml.text("Description", template.description());
      needs(xml, template);
      xml.members("ResourceTypes", types(template))
          .text("Version", "2010-09-09")
          .text("Metadata", StackXml.json(template.metadata()));
      identifiers(xml, template);
    };
  }

  private static void parameter(XmlWriter xml, ParameterDeclaration parameter) {
    xml.text("ParameterKey", parameter.name())
        .text("DefaultValue", parameter.noEcho() ? null : parameter.defaultValue())
        .text("NoEcho", parameter.noEcho())
        .text("Description", parameter.description());
  }

  private static void needs(XmlWriter xml, TemplateDocument template) {
    @Nullable String reason = TemplateRules.capabilitiesReason(template);
    xml.members("Capabilities", TemplateRules.requiredCapabilities(template))
        .text("CapabilitiesReason", reason)
        .members("DeclaredTransforms", template.transforms());
  }

  private static List<String> types(TemplateDocument template) {
    return template.resources().values().stream()
        .map(ResourceEntry::type)
        .distinct()
        .sorted()
        .toList();
  }

  private void identifiers(XmlWriter xml, TemplateDocument template) {
    Map<String, List<String>> byType =
        template.resources().values().stream()
            .collect(
                Collectors.groupingBy(
                    ResourceEntry::type,
                    LinkedHashMap::new,
                    Collectors.mapping(ResourceEntry::logicalId, Collectors.toList())));
    xml.members(
        "ResourceIdentifierSummaries",
        byType.entrySet(),
        (item, entry) -> {
          ResourceSchema schema = Objects.requireNonNull(schemas.find(entry.getKey()));
          item.text("ResourceType", entry.getKey())
              .members("LogicalResourceIds", entry.getValue())
              .members("ResourceIdentifiers", schema.primaryIdentifier());
        });
  }
}
