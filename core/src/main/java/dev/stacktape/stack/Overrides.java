package dev.stacktape.stack;

import static dev.stacktape.stack.StackCode.OVERRIDE_NOT_OWN;

import dev.stacktape.config.Node;
import dev.stacktape.problem.DidYouMean;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import dev.stacktape.resource.Draft;
import dev.stacktape.resource.Resource;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.ResourceOrigin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Applies what users change of the CloudFormation resources that their resources become. */
final class Overrides {
  private final StackModel model;
  private final Problems problems;
  private final ChildNames names = ChildNames.bundled();

  Overrides(StackModel model, Problems problems) {
    this.model = model;
    this.problems = problems;
  }

  /** The resources of a draft and of its companion with all overrides applied. */
  DraftedResources applyTo(Draft draft) {
    DraftedResources drafted = DraftedResources.of(draft);
    Map<String, String> owners = new LinkedHashMap<>();
    draft.companion().origins().forEach((id, origin) -> putOwner(owners, id, origin));
    draft.origins().forEach((id, origin) -> putOwner(owners, id, origin));
    for (Resource<?> resource : model.resources().values()) {
      Node.Mapping overrides = resource.definition().overrides();
      if (overrides != null) {
        overrides
            .entries()
            .forEach((logicalId, entry) -> apply(resource, logicalId, entry, owners, drafted));
      }
    }
    return drafted;
  }

  private static void putOwner(Map<String, String> owners, String id, ResourceOrigin origin) {
    if (origin.resourceName() != null) {
      owners.put(id, origin.resourceName());
    }
  }

  private void apply(
      Resource<?> owner,
      String logicalId,
      Node.Entry entry,
      Map<String, String> owners,
      DraftedResources drafted) {
    List<String> own =
        owners.entrySet().stream()
            .filter(origin -> owner.owner().equals(origin.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    String id =
        names
            .logicalId(
                owner.definition().type(), owner.owner(), logicalId, pick(own, drafted.all()))
            .orElse("");
    Map<String, CfnResource> resources = drafted.holding(id);
    CfnResource resource = resources.get(id);
    if (resource == null) {
      problems.add(notOwn(owner, logicalId, own, entry.keyLocation()));
    } else if (entry.value() instanceof Node.Mapping changes) {
      PropertyChanges changed = new PropertyChanges(resource.properties(), problems);
      changes
          .entries()
          .forEach((path, change) -> changed.set(path, change.value(), change.keyLocation()));
      resources.put(id, resource.withProperties(changed.result()));
    }
  }

  private static Map<String, CfnResource> pick(
      List<String> ids, Map<String, CfnResource> resources) {
    Map<String, CfnResource> picked = new LinkedHashMap<>();
    ids.forEach(id -> picked.put(id, Objects.requireNonNull(resources.get(id))));
    return picked;
  }

  private static Problem notOwn(
      Resource<?> owner, String logicalId, List<String> own, Location location) {
    return OVERRIDE_NOT_OWN
        .error(
            "`%s` is not one of the CloudFormation resources that `%s` becomes."
                .formatted(logicalId, owner.name()))
        .at(location)
        .hint(
            DidYouMean.closest(logicalId, own)
                .map(near -> "Did you mean `" + near + "`?")
                .orElse("It becomes " + String.join(", ", own) + "."));
  }
}
