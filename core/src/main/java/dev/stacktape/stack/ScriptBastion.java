package dev.stacktape.stack;

import dev.stacktape.config.DirectiveText;
import dev.stacktape.config.Script;
import dev.stacktape.name.LogicalId;
import dev.stacktape.problem.DidYouMean;
import dev.stacktape.problem.Problem;
import dev.stacktape.resource.Connections;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Draft;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.ResourceCode;
import dev.stacktape.resource.network.BastionProperties;
import dev.stacktape.resource.network.Ingress;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The bastion that a script runs on or reaches the network of the stack through. */
final class ScriptBastion {
  private ScriptBastion() {}

  /** The bastion that a script needs: the one that it names, or else the only one. */
  static Optional<Resource<BastionProperties>> of(Script script, StackModel model) {
    if (script instanceof Script.Local) {
      return Optional.empty();
    }
    String named = named(script);
    if (named != null) {
      return model.find(named, BastionProperties.class);
    }
    List<Resource<BastionProperties>> all = all(model);
    return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
  }

  private static @Nullable String named(Script script) {
    if (script instanceof Script.OnBastion bastion) {
      return bastion.bastionResource();
    }
    return script instanceof Script.Tunneled tunneled ? tunneled.bastionResource() : null;
  }

  private static List<Resource<BastionProperties>> all(StackModel model) {
    List<Resource<BastionProperties>> bastions = new ArrayList<>();
    for (String name : model.withParts().keySet()) {
      model.find(name, BastionProperties.class).ifPresent(bastions::add);
    }
    return bastions;
  }

  /** Why a script that needs a bastion has none; empty where all is well. */
  static Optional<Problem> problem(String name, Script script, StackModel model) {
    String named = named(script);
    if (script instanceof Script.Local
        || of(script, model).isPresent()
        || (named != null && model.isUnread(named))) {
      return Optional.empty();
    }
    Object[] place =
        named == null
            ? new Object[] {"scripts", name, "type"}
            : new Object[] {"scripts", name, "properties", "bastionResource"};
    return Optional.of(why(name, named, model).at(model.config().root().locate(place)));
  }

  private static Problem why(String script, @Nullable String named, StackModel model) {
    List<String> bastions = all(model).stream().map(Resource::name).toList();
    String hint =
        bastions.isEmpty()
            ? "Add a resource of the type `bastion`."
            : "There is `" + String.join("`, `", bastions) + "`.";
    if (named == null) {
      return bastions.isEmpty()
          ? ResourceCode.RESOURCE_NOT_FOUND
              .error("The script `%s` needs a bastion, and the config has none.".formatted(script))
              .hint(hint)
          : ResourceCode.PROPERTY_NEEDS_ANOTHER
              .error("The script `%s` must say which bastion it means.".formatted(script))
              .hint("Add `bastionResource`. " + hint);
    }
    Resource<?> other = model.withParts().get(named);
    Problem problem =
        other == null
            ? ResourceCode.RESOURCE_NOT_FOUND.error("There is no bastion `%s`.".formatted(named))
            : ResourceCode.RESOURCE_WRONG_TYPE.error(
                "`bastionResource` must name a resource of the type `bastion`, but `%s` has the type `%s`."
                    .formatted(named, other.type().word()));
    return problem.hint(
        DirectiveText.isDirective(named)
            ? "Write the name as it stands under `resources`."
            : DidYouMean.closest(named, bastions)
                .map(near -> "Did you mean `" + near + "`?")
                .orElse(hint));
  }

  /**
   * Lets bastions in to what their scripts are connected to. Called when all resources are there.
   */
  static void openDoors(StackModel model, Draft draft) {
    Map<String, Set<String>> wanted = new LinkedHashMap<>();
    for (Script script : model.config().values().scripts().values()) {
      of(script, model)
          .ifPresent(
              bastion ->
                  wanted
                      .computeIfAbsent(bastion.name(), name -> new LinkedHashSet<>())
                      .addAll(script.connectTo()));
    }
    wanted.forEach(
        (name, targets) ->
            model
                .find(name, BastionProperties.class)
                .ifPresent(
                    bastion ->
                        Ingress.open(
                            new Contribution<>(bastion, model, draft),
                            Connections.of(List.copyOf(targets), model),
                            Fn.getAtt(LogicalId.of(name, "SecurityGroup"), "GroupId"))));
  }
}
