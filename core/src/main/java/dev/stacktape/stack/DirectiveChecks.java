package dev.stacktape.stack;

import static dev.stacktape.stack.StackCode.DIRECTIVE_NOT_RESOLVABLE;
import static dev.stacktape.stack.StackCode.RESOURCE_PARAM_UNKNOWN;

import dev.stacktape.config.DeployTimeDirective;
import dev.stacktape.config.DirectiveArgument;
import dev.stacktape.config.DirectiveCall;
import dev.stacktape.config.Node;
import dev.stacktape.problem.DidYouMean;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import dev.stacktape.resource.Params;
import dev.stacktape.resource.Resource;
import java.util.Collection;
import java.util.stream.Collectors;

/** Checks directives whose value is known only during deployment, as far as a config tells. */
final class DirectiveChecks {
  private static final int SHOWN_NAMES = 50;

  private final StackModel model;
  private final Problems problems;

  DirectiveChecks(StackModel model, Problems problems) {
    this.model = model;
    this.problems = problems;
  }

  void check(Node root) {
    for (DeployTimeDirective directive : DeployTimeDirective.allIn(root)) {
      directive.call().calls().forEach(call -> check(call, directive.location()));
    }
  }

  private void check(DirectiveCall call, Location location) {
    if (!call.path().isEmpty()) {
      problems.add(
          DIRECTIVE_NOT_RESOLVABLE
              .error("Nothing can be picked out of `%s`.".formatted(call.text()))
              .at(location)
              .hint("Remove what stands behind the last `)`."));
    }
    boolean onlyTextWanted = !call.name().equals("CfFormat");
    if (onlyTextWanted && call.args().stream().anyMatch(DirectiveCall.class::isInstance)) {
      problems.add(
          DIRECTIVE_NOT_RESOLVABLE
              .error(
                  "`$%s` needs to know its arguments when the template is made."
                      .formatted(call.name()))
              .at(location)
              .hint("Write them out, or use a directive that is resolved while loading."));
    } else if (call.name().equals("ResourceParam")) {
      checkParam(call, location);
    } else if (call.name().endsWith("StackOutput") && call.args().size() > 2) {
      checkRegion(call, location);
    }
  }

  private void checkParam(DirectiveCall call, Location location) {
    String name = argument(call, 0);
    Resource<?> resource = model.withParts().get(name);
    if (resource == null && model.isUnread(name)) {
      return;
    }
    if (resource == null) {
      problems.add(
          RESOURCE_PARAM_UNKNOWN
              .error("There is no resource `%s`.".formatted(name))
              .at(location)
              .hint(
                  DidYouMean.closest(name, model.withParts().keySet())
                      .map(near -> "Did you mean `" + near + "`?")
                      .orElse("There is " + some(model.withParts().keySet()) + ".")));
      return;
    }
    Params params = params(resource);
    String param = argument(call, 1);
    if (params.get(param) == null) {
      problems.add(unknownParam(name, resource, params, param).at(location));
    }
  }

  private static Problem unknownParam(
      String name, Resource<?> resource, Params params, String param) {
    String because = params.absent().get(param);
    if (because != null) {
      return RESOURCE_PARAM_UNKNOWN
          .error("`%s` has no parameter `%s`, because %s.".formatted(name, param, because))
          .hint("It has " + String.join(", ", params.values().keySet()) + ".");
    }
    return RESOURCE_PARAM_UNKNOWN
        .error(
            "`%s` has no parameter `%s`; the type `%s` does not know it."
                .formatted(name, param, resource.type().word()))
        .hint(
            DidYouMean.closest(param, params.values().keySet())
                .map(near -> "Did you mean `" + near + "`?")
                .orElse("It has " + String.join(", ", params.values().keySet()) + "."));
  }

  private <P extends Record> Params params(Resource<P> resource) {
    return resource.type().params(resource, model);
  }

  private void checkRegion(DirectiveCall call, Location location) {
    String region = argument(call, 2);
    if (!region.equals(model.target().region())) {
      problems.add(
          DIRECTIVE_NOT_RESOLVABLE
              .error(
                  "`$%s` reads outputs of the stack's own region, %s, not of %s."
                      .formatted(call.name(), model.target().region(), region))
              .at(location)
              .hint("CloudFormation cannot import values from another region."));
    }
  }

  /** Names for a hint; of very many only some. */
  static String some(Collection<String> names) {
    return names.stream().limit(SHOWN_NAMES).collect(Collectors.joining(", "))
        + (names.size() > SHOWN_NAMES ? " and more" : "");
  }

  /** An argument that is written out. */
  static String argument(DirectiveCall call, int index) {
    return call.args().get(index) instanceof DirectiveArgument.Literal literal
        ? String.valueOf(literal.value())
        : "";
  }
}
