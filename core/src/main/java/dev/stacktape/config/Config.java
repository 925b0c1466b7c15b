package dev.stacktape.config;

import dev.stacktape.problem.Problems;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
 * @param standIns what stands in {@code resources} for values that are known only during deployment
 * @param types the resource types that it was read with
 */
public record Config(
    ConfigSource source,
    Node.Mapping root,
    RootConfig values,
    Map<String, ResourceDefinition> resources,
    @Nullable ConfigProgram program,
    List<StandIn> standIns,
    ResourceTypes types) {

  /** The config with another value in the place of one that is known only during deployment. */
  public Stream<Config> variantsOf(int standIn) {
    return IntStream.range(1, standIns.get(standIn).samples().size())
        .mapToObj(turn -> with(position -> chosen(position) + (position == standIn ? turn : 0)));
  }

  private int chosen(int standIn) {
    return standIns.get(standIn).chosen();
  }

  private Config with(IntUnaryOperator choice) {
    StandIns others = new StandIns(choice);
    Map<String, ResourceDefinition> bound =
        new ResourceReader(types, others, new Problems()).read(root);
    return new Config(source, root, values, bound, program, others.found(), types);
  }

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
