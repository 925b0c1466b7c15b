package dev.stacktape.stack;

import static dev.stacktape.stack.StackCode.SECRET_IN_PAGE;

import dev.stacktape.artifact.JavaModule;
import dev.stacktape.config.Config;
import dev.stacktape.config.Guardrails;
import dev.stacktape.config.StackConfig;
import dev.stacktape.name.LogicalId;
import dev.stacktape.name.Target;
import dev.stacktape.problem.Problems;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.resource.ContentUpload;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Draft;
import dev.stacktape.resource.Lookup;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.Tree;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.ResourceOrigin;
import dev.stacktape.template.ResourceSchemas;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the one CloudFormation template of a stack out of a config. */
public final class Synthesizer {
  /** What to call the guardrails of the config in messages. */
  private static final String CONFIG = "the config";

  private final StackModel model;
  private final Map<String, Guardrails> guardrails;
  private final Problems problems;

  private Synthesizer(StackModel model, Map<String, Guardrails> guardrails, Problems problems) {
    this.model = model;
    this.guardrails = guardrails;
    this.problems = problems;
  }

  /**
   * Makes and checks the template; builds no code and asks nothing of AWS.
   *
   * @param modules the Maven modules that functions may be in
   * @param problems takes everything that is found, warnings too
   * @throws StacktapeException with all problems when the config is not fit to be deployed
   */
  public static Synthesis synthesize(
      Config config, Target target, List<JavaModule> modules, Problems problems) {
    return synthesize(config, target, modules, Map.of(), problems);
  }

  /**
   * The same under guardrails that come from elsewhere than the config.
   *
   * @param outside by what to call them in messages, such as the name of their file
   * @throws StacktapeException with all problems when the config is not fit to be deployed
   */
  public static Synthesis synthesize(
      Config config,
      Target target,
      List<JavaModule> modules,
      Map<String, Guardrails> outside,
      Problems problems) {
    StackModel model = StackModel.of(config, target, modules, problems);
    model.checkSupport(problems);
    problems.throwIfErrors();
    Map<String, Guardrails> all = new LinkedHashMap<>(outside);
    if (config.values().guardrails() != null) {
      all.put(CONFIG, config.values().guardrails());
    }
    return new Synthesizer(model, all, problems).synthesize();
  }

  private Synthesis synthesize() {
    Draft first = draft(model, problems);
    Draft draft = new StandInPlaces(model, Synthesizer::draft, problems).settled(first);
    RawResources.addTo(draft, model.config().root());
    DraftedResources drafted = new Overrides(model, problems).applyTo(draft);
    Map<String, CfnResource> resources = drafted.main();
    new CfnDirectiveChecks(drafted.all(), ResourceSchemas.bundled(), problems)
        .check(model.config().root());
    problems.throwIfErrors();

    DirectiveValues values =
        new DirectiveValues(
            model,
            resources,
            ResourceSchemas.bundled(),
            new EdgeOutputs(draft.companion(), drafted.edge()));
    ScriptSpecs scripts = new ScriptSpecs(model, values, resources, draft.origins());
    scripts.check(problems);
    List<ContentUpload> contents = contents(draft, values);
    problems.throwIfErrors();

    Telling telling = new Telling(values.resolveMap(draft.outputs()));
    scripts
        .needed()
        .forEach((name, needed) -> telling.tell("the script " + name, "Script", needed));
    contents.forEach(
        upload ->
            telling.tell(
                "the pages of " + upload.name(),
                "Page",
                List.copyOf(upload.variables().values().values())));
    Template resolved =
        values.resolve(
            new Template(description(), scripts.trusting(resources), telling.outputs(), Map.of()));
    // Only now it is known what the stack gets from its companion.
    Template made =
        new Template(
            resolved.description(), resolved.resources(), resolved.outputs(), parameters(draft));
    Transforms transforms = new Transforms(model, draft, problems);
    Transforms.Both transformed =
        transforms.applyTo(new Transforms.Both(made, edge(draft, drafted)));
    Template template = transformed.main();
    problems.throwIfErrors();
    Map<String, ResourceOrigin> origins = transforms.origins(template);
    ConfigPlaces places = new ConfigPlaces(model, origins);
    problems.addAll(new TemplateCheck().check(template, places));
    Companion companion = companion(draft, drafted, transformed.edge());
    guardrails.forEach(
        (source, limits) ->
            new GuardrailChecks(limits, source, model.target(), template, places, problems)
                .check());
    problems.throwIfErrors();
    return new Synthesis(
        model.target(),
        template,
        origins,
        draft.lookups(),
        draft.artifacts(),
        contents,
        model.tags().byKey(),
        scripts.scripts(),
        problems.sorted(),
        companion);
  }

  /** What the resources add, and the outputs that the user wants to see. */
  private static Draft draft(StackModel model, Problems problems) {
    Draft draft = new Draft(problems);
    addOutputs(model, draft);
    model.withParts().values().forEach(resource -> contribute(resource, model, draft));
    ScriptBastion.openDoors(model, draft);
    return draft;
  }

  private static <P extends Record> void contribute(
      Resource<P> resource, StackModel model, Draft draft) {
    resource.type().contribute(new Contribution<>(resource, model, draft));
  }

  /** Files that go into buckets, with what their pages are told as template values. */
  private List<ContentUpload> contents(Draft draft, DirectiveValues values) {
    List<ContentUpload> contents = new ArrayList<>();
    for (ContentUpload upload : draft.contents()) {
      Map<String, Object> told = values.resolveMap(upload.variables().values());
      told.forEach(
          (name, value) -> {
            if (value.toString().contains("{{resolve:secretsmanager:")) {
              problems.add(
                  SECRET_IN_PAGE
                      .warning(
                          "The variable `%s` of `%s` has a secret in it, and everybody who opens a"
                                  .formatted(name, upload.name())
                              + " page can read it.")
                      .at(upload.variables().location())
                      .hint("Give pages what may be known, and keep secrets to workloads."));
            }
          });
      contents.add(upload.with(upload.variables().with(told)));
    }
    return contents;
  }

  /** What the user wants to see comes first: where a type shows the same key, the user's holds. */
  private static void addOutputs(StackModel model, Draft draft) {
    StackConfig stackConfig = model.config().values().stackConfig();
    if (stackConfig == null) {
      return;
    }
    for (StackConfig.Output output : stackConfig.outputs()) {
      Tree tree =
          new Tree().with("Description", output.description()).with("Value", output.value());
      if (Boolean.TRUE.equals(output.export())) {
        tree.with(
            "Export", Map.of("Name", LogicalId.export(model.target().stackName(), output.name())));
      }
      draft.addOutput(output.name(), tree.build());
    }
  }

  /** What stands beside resources and outputs. */
  private Map<String, Object> parameters(Draft draft) {
    Map<String, Object> parameters = new TreeMap<>();
    for (Lookup lookup : draft.lookups().keySet()) {
      lookup.parameters().forEach((id, type) -> parameters.put(id, Map.of("Type", type)));
    }
    String from =
        "From %s in %s".formatted(model.target().companion().stackName(), Target.EDGE_REGION);
    for (String output : draft.companion().outputs().keySet()) {
      parameters.put(output, new Tree().with("Type", "String").with("Description", from).build());
    }
    return parameters.isEmpty() ? Map.of() : Map.of("Parameters", parameters);
  }

  /** The template of what stands in another region, without resources where nothing does. */
  private Template edge(Draft draft, DraftedResources drafted) {
    Draft edge = draft.companion();
    return new DirectiveValues(model, drafted.all(), ResourceSchemas.bundled(), null)
        .resolve(new Template(description(), drafted.edge(), edge.outputs(), parameters(edge)));
  }

  /** What stands in another region, checked; null where nothing does. */
  private @Nullable Companion companion(Draft draft, DraftedResources drafted, Template template) {
    Draft edge = draft.companion();
    if (template.resources().isEmpty()) {
      return null;
    }
    ConfigPlaces places = new ConfigPlaces(model, edge.origins());
    EdgeOutputs.check(template, drafted.main().keySet(), places, problems);
    problems.throwIfErrors();
    problems.addAll(new TemplateCheck().check(template, places));
    return new Companion(template, edge.origins(), edge.lookups());
  }

  /** Stacks are recognised by it. */
  private String description() {
    Target target = model.target();
    return "STP-stack_%s_%s_%s".formatted(target.project(), target.stage(), target.hash());
  }
}
