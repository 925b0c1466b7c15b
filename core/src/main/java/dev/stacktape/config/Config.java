package dev.stacktape.config;

import java.util.Map;

/**
 * A config that was read, resolved and checked.
 *
 * @param source where it came from
 * @param root the whole document after directives; those whose values are known only during
 *     deployment are still there as text, see {@link DeployTimeDirective#allIn}
 * @param values the top level, bound
 * @param resources by name, in the order of the config
 */
public record Config(
    ConfigSource source,
    Node.Mapping root,
    RootConfig values,
    Map<String, ResourceDefinition> resources) {}
