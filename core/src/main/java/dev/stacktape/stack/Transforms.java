package dev.stacktape.stack;

import static dev.stacktape.stack.StackCode.TRANSFORM_NOT_OWN;
import static dev.stacktape.stack.StackCode.TRANSFORM_RESULT;

import dev.stacktape.config.ConfigProgram;
import dev.stacktape.config.ConfigProgram.Transform;
import dev.stacktape.problem.DidYouMean;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.resource.Draft;
import dev.stacktape.resource.Resource;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.ResourceOrigin;
import dev.stacktape.template.ResourceSchemas;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets a config that is a program change the template when everything else has been done to it:
 * {@code transforms} of resources first, those in the companion among them, then {@code
 * finalTransform}, which gets the template of the stack itself.
 */
final class Transforms {
  private final StackModel model;
  private final Draft draft;
  private final Problems problems;
  private final ChildNames names = ChildNames.bundled();

  /**
   * The two templates of a stack.
   *
   * @param edge that of the companion, without resources where there is none
   */
  record Both(Template main, Template edge) {
    private List<Template> asList() {
      return edge.resources().isEmpty() ? List.of(main) : List.of(main, edge);
    }

    /** What has a logical id, that of the stack before that of the companion. */
    private @Nullable CfnResource resource(String logicalId) {
      CfnResource resource = main.resources().get(logicalId);
      return resource == null ? edge.resources().get(logicalId) : resource;
    }
  }

  Transforms(StackModel model, Draft draft, Problems problems) {
    this.model = model;
    this.draft = draft;
    this.problems = problems;
  }

  /** The changed templates, directives in what was added resolved; or the same with problems. */
  Both applyTo(Both templates) {
    ConfigProgram program = model.config().program();
    if (program == null || !program.changesTemplate()) {
      return templates;
    }
    List<@Nullable String> logicalIds = new ArrayList<>();
    program.transforms().forEach(transform -> logicalIds.add(logicalId(transform, templates)));
    if (problems.hasErrors()) {
      return templates;
    }
    try {
      List<Template> before = templates.asList();
      List<Template> after = new ArrayList<>();
      for (ConfigProgram.Transformed transformed :
          program.transform(before.stream().map(TemplateText::toTree).toList(), logicalIds)) {
        after.add(read(transformed, before.get(after.size())));
      }
      return new Both(after.get(0), after.size() > 1 ? after.get(1) : templates.edge());
    } catch (StacktapeException e) {
      problems.addAll(e.problems());
      return templates;
    }
  }

  private Template read(ConfigProgram.Transformed transformed, Template before) {
    Template after;
    try {
      after = TemplateText.parse(transformed.json());
    } catch (StacktapeException e) {
      problems.add(
          TRANSFORM_RESULT
              .error("After the transforms this is no template any more: " + e.getMessage())
              .at(place()));
      return before;
    }
    new DirectiveChecks(model, problems).check(transformed.root());
    new CfnDirectiveChecks(after.resources(), ResourceSchemas.bundled(), problems)
        .check(transformed.root());
    return problems.hasErrors()
        ? before
        : new DirectiveValues(model, after.resources(), ResourceSchemas.bundled(), null)
            .resolve(after);
  }

  /**
   * Where each CloudFormation resource comes from; those that a transform added from the program.
   */
  Map<String, ResourceOrigin> origins(Template template) {
    Map<String, ResourceOrigin> all = new LinkedHashMap<>();
    template
        .resources()
        .keySet()
        .forEach(
            id -> {
              ResourceOrigin origin = draft.origins().get(id);
              all.put(id, origin == null ? new ResourceOrigin(null, place()) : origin);
            });
    return all;
  }

  private @Nullable Location place() {
    ConfigProgram program = model.config().program();
    return program == null ? null : program.place();
  }

  // ---- which resource is meant ----

  /** Null where there is nothing to change, with a problem or a warning. */
  private @Nullable String logicalId(Transform transform, Both templates) {
    Resource<?> owner = model.resources().get(transform.resource());
    if (owner == null) {
      return null; // a resource that is not well-formed, which has been reported
    }
    String type = owner.definition().type();
    Map<String, CfnResource> own = own(transform.resource(), templates);
    String id = names.logicalId(type, transform.resource(), transform.child(), own).orElse(null);
    if (id == null) {
      problems.add(
          names.knows(type, transform.child())
              ? nothingThere(transform, own)
              : notOwn(transform, own));
    }
    return id;
  }

  private Map<String, CfnResource> own(String resource, Both templates) {
    Map<String, CfnResource> own = new LinkedHashMap<>();
    for (Draft part : List.of(draft, draft.companion())) {
      part.origins()
          .forEach(
              (id, origin) -> {
                CfnResource made = templates.resource(id);
                if (resource.equals(origin.resourceName()) && made != null) {
                  own.putIfAbsent(id, made);
                }
              });
    }
    return own;
  }

  private static Problem nothingThere(Transform transform, Map<String, CfnResource> own) {
    return TRANSFORM_NOT_OWN
        .warning(
            "`transforms.%s` has no effect: with these properties `%s` has none or several of it."
                .formatted(transform.child(), transform.resource()))
        .at(transform.place())
        .hint("It becomes " + String.join(", ", own.keySet()) + "; a logical id is taken too.");
  }

  private static Problem notOwn(Transform transform, Map<String, CfnResource> own) {
    return TRANSFORM_NOT_OWN
        .error(
            "`transforms.%s` is not one of the CloudFormation resources that `%s` becomes."
                .formatted(transform.child(), transform.resource()))
        .at(transform.place())
        .hint(
            DidYouMean.closest(transform.child(), own.keySet())
                .map(near -> "Did you mean `" + near + "`?")
                .orElse("It becomes " + String.join(", ", own.keySet()) + "."));
  }
}
