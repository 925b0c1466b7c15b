package dev.stacktape.mcp.project;

import dev.stacktape.Stacktape;
import dev.stacktape.event.EventListener;
import dev.stacktape.mcp.store.Templates;
import dev.stacktape.mcp.tool.Answer;
import dev.stacktape.mcp.tool.Arguments;
import dev.stacktape.mcp.tool.Call;
import dev.stacktape.mcp.tool.Page;
import dev.stacktape.mcp.tool.Refusal;
import dev.stacktape.mcp.tool.Schema;
import dev.stacktape.mcp.tool.Tool;
import dev.stacktape.name.Target;
import dev.stacktape.stack.Companion;
import dev.stacktape.stack.Synthesis;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.ResourceOrigin;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** {@code preview_template}. */
public final class PreviewTemplate implements Tool {
  private final Stacktape stacktape;
  private final Project project;
  private final Templates templates;

  /** Previews templates of a project, and keeps them to be read as a whole. */
  public PreviewTemplate(Stacktape stacktape, Project project, Templates templates) {
    this.stacktape = stacktape;
    this.project = project;
    this.templates = templates;
  }

  @Override
  public String name() {
    return "preview_template";
  }

  @Override
  public String title() {
    return "Preview the template";
  }

  @Override
  public String description() {
    return "Shows the CloudFormation template that a config becomes, offline. `summary` lists logical ids and types"
        + " per resource; `resource` shows one CloudFormation resource as YAML; `full` shows all, in pages.";
  }

  @Override
  public Map<String, Object> inputSchema() {
    return Project.schema()
        .may("view", Schema.oneOf("Default: summary.", "summary", "resource", "full"))
        .may("logicalId", Schema.text("For the view `resource`."))
        .may("cursor", Schema.text("For the next page of the view `full`."))
        .closed();
  }

  @Override
  public Map<String, Object> outputSchema() {
    return new Schema()
        .must("stackName", Schema.text())
        .must("resources", Schema.number())
        .may("byType", Schema.map())
        .may("templateUri", Schema.text())
        .may("template", Schema.text())
        .may("nextCursor", Schema.text())
        .closed();
  }

  @Override
  public Effect effect() {
    return Effect.LOOKS;
  }

  @Override
  public Answer call(Arguments arguments, Call call) {
    Synthesis synthesis =
        stacktape.synthesize(project.withoutCode(arguments, null), EventListener.none());
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("stackName", synthesis.target().stackName());
    content.put("resources", synthesis.template().resources().size());
    return switch (arguments.text("view").orElse("summary")) {
      case "resource" -> resource(synthesis, arguments.required("logicalId"), content);
      case "full" -> full(synthesis, arguments, content);
      default -> summary(synthesis, content);
    };
  }

  private Answer summary(Synthesis synthesis, Map<String, Object> content) {
    Map<String, Object> byType = new TreeMap<>();
    Map<String, StringBuilder> byResource = new LinkedHashMap<>();
    synthesis
        .template()
        .resources()
        .forEach(
            (id, resource) -> {
              byType.merge(resource.type(), 1, (a, b) -> (Integer) a + (Integer) b);
              String owner =
                  synthesis.origins().getOrDefault(id, ResourceOrigin.STACK).resourceName();
              byResource
                  .computeIfAbsent(owner == null ? "(stack)" : owner, key -> new StringBuilder())
                  .append("\n- ")
                  .append(id)
                  .append(" (")
                  .append(resource.type())
                  .append(')');
            });
    content.put("byType", byType);
    String uri = Templates.uri(templates.add(TemplateText.toYaml(synthesis.template())));
    content.put("templateUri", uri);
    StringBuilder text =
        new StringBuilder(
            "%s: %d CloudFormation resources."
                .formatted(
                    synthesis.target().stackName(), synthesis.template().resources().size()));
    byResource.forEach(
        (owner, lines) -> text.append("\n\n**").append(owner).append("**").append(lines));
    Companion companion = synthesis.companion();
    if (companion != null) {
      text.append("\n\nIn a stack of its own in ").append(Target.EDGE_REGION).append(':');
      companion
          .template()
          .resources()
          .forEach(
              (id, resource) ->
                  text.append("\n- ").append(id).append(" (").append(resource.type()).append(')'));
    }
    return new Answer(
        Page.of(text.toString(), null).text() + "\n\nThe whole template: " + uri, content);
  }

  private static Answer resource(
      Synthesis synthesis, String logicalId, Map<String, Object> content) {
    CfnResource resource = synthesis.template().resources().get(logicalId);
    if (resource == null && synthesis.companion() != null) {
      resource = synthesis.companion().template().resources().get(logicalId);
    }
    if (resource == null) {
      throw new Refusal(
          "LOGICAL_ID_UNKNOWN",
          "The template has no resource `" + logicalId + "`.",
          "Logical ids are PascalCase and end with the type, such as OrdersQueue.",
          "Call preview_template with the view `summary` to see them.");
    }
    String yaml =
        TemplateText.toYaml(new Template(null, Map.of(logicalId, resource), Map.of(), Map.of()));
    Page page = Page.of(yaml, null);
    content.put("template", page.text());
    return new Answer("```yaml\n" + page.text() + "```", content);
  }

  private static Answer full(
      Synthesis synthesis, Arguments arguments, Map<String, Object> content) {
    Page page =
        Page.of(TemplateText.toYaml(synthesis.template()), arguments.text("cursor").orElse(null));
    content.put("template", page.text());
    if (page.next() != null) {
      content.put("nextCursor", page.next());
    }
    String more = page.next() == null ? "" : "\nMore with cursor " + page.next() + ".";
    return new Answer("```yaml\n" + page.text() + "```" + more, content);
  }
}
