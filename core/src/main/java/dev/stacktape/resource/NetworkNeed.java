package dev.stacktape.resource;

/** Where in the network of the stack a resource runs. */
public enum NetworkNeed {
  /** Not in it. */
  NONE,
  /** In subnets with a way to the internet of their own. */
  PUBLIC_SUBNETS,
  /** In subnets that the internet cannot reach, with a way out through NAT gateways. */
  PRIVATE_SUBNETS
}
