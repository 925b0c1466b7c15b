package dev.stacktape.stack;

import dev.stacktape.config.Node;
import dev.stacktape.problem.Location;
import dev.stacktape.resource.Resource;
import dev.stacktape.template.PlaceFinder;
import dev.stacktape.template.ResourceOrigin;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Points into the config for what is wrong in the template: into {@code overrides} or {@code
 * cloudformationResources} where they say it, otherwise at what asked for the resource.
 */
final class ConfigPlaces implements PlaceFinder {
  private final StackModel model;
  private final Map<String, ResourceOrigin> origins;

  ConfigPlaces(StackModel model, Map<String, ResourceOrigin> origins) {
    this.model = model;
    this.origins = origins;
  }

  @Override
  public @Nullable Location find(String logicalId, List<String> propertyPath) {
    ResourceOrigin origin = origins.get(logicalId);
    if (origin == null) {
      return null;
    }
    if (origin.resourceName() == null) {
      return raw(logicalId, propertyPath, origin);
    }
    Resource<?> owner = model.resources().get(origin.resourceName());
    Node.Mapping overrides = owner == null ? null : owner.definition().overrides();
    Location changed = overrides == null ? null : inChanges(overrides, logicalId, propertyPath);
    return changed == null ? origin.location() : changed;
  }

  @Override
  public @Nullable Location ofType(String logicalId) {
    Node.Mapping raw = raw(logicalId);
    return raw == null ? find(logicalId, List.of()) : raw.locate("Type");
  }

  /** The value in what asks for the one that names or means the other. */
  @Override
  public @Nullable Location ofReference(String from, String to) {
    Node.Mapping raw = raw(from);
    ResourceOrigin asking = origins.get(from);
    ResourceOrigin meant = origins.get(to);
    String name = meant == null ? null : meant.resourceName();
    if (raw != null) {
      return new Mention(to, name).in(raw);
    }
    Resource<?> owner =
        asking == null || asking.resourceName() == null
            ? null
            : model.resources().get(asking.resourceName());
    return owner == null ? null : new Mention(to, name).in(owner.definition().node());
  }

  @Override
  public Location ofWhole() {
    Node.Mapping root = model.config().root();
    Node.Entry resources = root.entries().get("resources");
    return resources == null ? root.location() : resources.keyLocation();
  }

  private Node.@Nullable Mapping raw(String logicalId) {
    ResourceOrigin origin = origins.get(logicalId);
    return origin != null
            && origin.resourceName() == null
            && model.config().root().get("cloudformationResources") instanceof Node.Mapping all
            && all.get(logicalId) instanceof Node.Mapping map
        ? map
        : null;
  }

  private @Nullable Location raw(
      String logicalId, List<String> propertyPath, ResourceOrigin origin) {
    Node.Mapping map = raw(logicalId);
    if (map == null || propertyPath.isEmpty()) {
      return origin.location();
    }
    Node.Entry properties = map.entries().get("Properties");
    return properties == null
        ? origin.location()
        : locate(properties.value(), propertyPath, properties.keyLocation());
  }

  /** The change whose path begins like the property's, the longest of several. */
  private static @Nullable Location inChanges(
      Node.Mapping overrides, String logicalId, List<String> propertyPath) {
    if (!(overrides.get(logicalId) instanceof Node.Mapping changes)) {
      return null;
    }
    String wanted = String.join(".", propertyPath);
    Location best = null;
    int longest = -1;
    for (Map.Entry<String, Node.Entry> change : changes.entries().entrySet()) {
      String path = change.getKey().replaceAll("\\[(\\d+)]", ".$1");
      boolean above = (wanted + ".").startsWith(path + ".");
      boolean below = path.startsWith(wanted + ".");
      if ((above || below) && path.length() > longest) {
        longest = path.length();
        int steps = above ? path.split("\\.").length : propertyPath.size();
        best =
            locate(
                change.getValue().value(),
                propertyPath.subList(steps, propertyPath.size()),
                change.getValue().keyLocation());
      }
    }
    return best;
  }

  private static Location locate(Node node, List<String> path, Location otherwise) {
    Location last = otherwise;
    Node current = node;
    for (String step : path) {
      if (current instanceof Node.Mapping map && map.entries().get(step) != null) {
        last = map.locate(step);
        current = map.entries().get(step).value();
      } else if (current instanceof Node.Sequence list && isPositionOf(list, step)) {
        current = list.items().get(Integer.parseInt(step));
        last = current.location();
      } else {
        return last;
      }
    }
    return last;
  }

  private static boolean isPositionOf(Node.Sequence list, String step) {
    return step.matches("\\d{1,6}") && Integer.parseInt(step) < list.items().size();
  }
}
