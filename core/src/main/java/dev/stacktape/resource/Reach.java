package dev.stacktape.resource;

import java.util.List;

/**
 * What a workload needs to get to a resource over the network.
 *
 * @param insideOnly whether it can be reached from inside the network of the stack only
 * @param doors what its security groups must let the workload through
 */
public record Reach(boolean insideOnly, List<Door> doors) {
  /** What everybody with the right permissions can get to. */
  public static final Reach ANYWHERE = new Reach(false, List.of());

  public Reach {
    doors = List.copyOf(doors);
  }

  /**
   * A port behind a security group.
   *
   * @param securityGroupId a template value
   * @param port a number or a template value
   */
  public record Door(Object securityGroupId, Object port) {}
}
