package dev.stacktape.config;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A config that was read, resolved and checked.
 *
 * @param source where it came from
 * @param root the whole document after directives; those whose values are known only during
 *     deployment are still there as text, see {@link DeployTimeDirective#allIn}
 * @param values the top level, bound
 * @param resources by name, in the order of the config
 * @param program what gave the config, when it is a program
 */
public record Config(
    ConfigSource source,
    Node.Mapping root,
    RootConfig values,
    Map<String, ResourceDefinition> resources,
    @Nullable ConfigProgram program) {

  /** Names under {@code resources} that could not be read; none where there is no error. */
  public Set<String> unreadResources() {
    Set<String> names =
        root.get("resources") instanceof Node.Mapping map
            ? new LinkedHashSet<>(map.entries().keySet())
            : new LinkedHashSet<>();
    names.removeAll(resources.keySet());
    return names;
  }
}
