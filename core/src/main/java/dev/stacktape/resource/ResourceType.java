package dev.stacktape.resource;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A type of resource in the config: what it is called, what can be said about it, and what it adds
 * to the template. Types know nothing of the order in which they are asked, and add only what is
 * theirs: what connects two resources belongs to the one whose config mentions the other.
 *
 * @param <P> the record that its properties are bound to
 */
public interface ResourceType<P extends Record> {
  /** What stands behind {@code type:} in the config. */
  String word();

  /** The record that its properties are bound to. */
  Class<P> propertiesType();

  /** What {@code $ResourceParam} and {@code connectTo} can get from a resource of this type. */
  Params params(Resource<P> resource, StackView stack);

  /** What a workload gets that is connected to it; empty where nothing can be connected to it. */
  default Optional<Access> access(Resource<P> resource, StackView stack) {
    return Optional.empty();
  }

  /**
   * What it consists of, by the key that others name a part with: {@code web.containerWorkload}.
   * Parts are checked and added to the template like resources of the config, after the whole.
   */
  default Map<String, Resource<?>> parts(Resource<P> resource) {
    return Map.of();
  }

  /** Where in the network of the stack it runs; a stack has a network if anything asks for it. */
  default NetworkNeed network(Resource<P> resource) {
    return NetworkNeed.NONE;
  }

  /**
   * What a CDN in front of it would ask; empty where there can be none.
   *
   * @param way has been checked
   */
  default Optional<Origin> origin(Resource<P> resource, StackView stack, Origin.Way way) {
    return Optional.empty();
  }

  /** Names of the resources that its CDN stands in front of, itself included. */
  default Set<String> distributes(Resource<P> resource) {
    return Set.of();
  }

  /** What has to run before a deployment, so that its files are there. */
  default Optional<BuildCommand> build(Resource<P> resource) {
    return Optional.empty();
  }

  /** Reports what AWS would refuse, beyond what the record itself says. */
  default void check(Inspection<P> inspection) {}

  /** Reports what the config language knows but {@link #contribute} does not build yet. */
  default void checkSupport(Inspection<P> inspection) {}

  /** Adds to the template; the resource has passed both checks. */
  void contribute(Contribution<P> contribution);
}
