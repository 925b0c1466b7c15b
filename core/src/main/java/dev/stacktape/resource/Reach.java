package dev.stacktape.resource;

import java.util.List;

/**
 * What a workload needs to get to a resource over the network.
 *
 * @param insideOnly whether it can be reached from inside the network of the stack only
 * @param doors what its security groups must let the workload through
 * @param addresses where it listens in that network, as far as a tunnel can lead there
 */
public record Reach(boolean insideOnly, List<Door> doors, List<Address> addresses) {
  /** What everybody with the right permissions can get to. */
  public static final Reach ANYWHERE = new Reach(false, List.of(), List.of());

  public Reach {
    doors = List.copyOf(doors);
    addresses = List.copyOf(addresses);
  }

  /** The same at these addresses. */
  public Reach at(List<Address> listening) {
    return new Reach(insideOnly, doors, listening);
  }

  /**
   * A port behind a security group.
   *
   * @param securityGroupId a template value
   * @param port a number or a template value
   */
  public record Door(Object securityGroupId, Object port) {}

  /**
   * A place that connections are made to.
   *
   * @param host a template value
   * @param port a number or a template value
   * @param portParam the parameter that tells the port
   */
  public record Address(Object host, Object port, String portParam) {}
}
