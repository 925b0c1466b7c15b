package dev.stacktape.deploy;

import dev.stacktape.aws.Ec2;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.resource.Lookup;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** Asks AWS for what a template needs and only AWS knows. Changes nothing. */
public final class Lookups {
  private final NetworkLookup networks;

  private final HostedZones zones;

  /** Asks through these clients. */
  public Lookups(CloudFormationClient cloudFormation, Ec2 ec2, HostedZones zones) {
    this.networks = new NetworkLookup(cloudFormation, ec2);
    this.zones = zones;
  }

  /**
   * The values of the template's parameters, by logical id.
   *
   * @param lookups what is wanted, with where the config asks for it
   * @param deployed the values that the stack has now; where AWS offers several that are as good,
   *     these stay, so that nothing is replaced because a subnet was added
   * @throws StacktapeException {@code LOOKUP_FAILED} for each that is not there or cannot be used
   */
  public Map<String, String> resolve(Map<Lookup, Location> lookups, Map<String, String> deployed) {
    Map<String, String> values = new LinkedHashMap<>();
    Problems problems = new Problems();
    lookups.forEach(
        (lookup, place) -> {
          try {
            values.putAll(resolve(lookup, deployed));
          } catch (UnresolvedException unresolved) {
            problems.add(unresolved.problem().at(place));
          }
        });
    problems.throwIfErrors();
    return values;
  }

  private Map<String, String> resolve(Lookup lookup, Map<String, String> deployed)
      throws UnresolvedException {
    if (lookup instanceof Lookup.ReusedVpc vpc) {
      return networks.vpc(vpc.source(), deployed);
    }
    if (lookup instanceof Lookup.ReusedPrivateSubnets subnets) {
      return networks.privateSubnets(subnets.source(), deployed);
    }
    if (lookup instanceof Lookup.ReusedRouteTables tables) {
      return networks.routeTables(tables.source(), deployed);
    }
    if (lookup instanceof Lookup.HostedZone zone) {
      return Map.of(zone.parameter(), zones.of(zone.domain()));
    }
    throw new IllegalStateException("No lookup is forgotten here: " + lookup);
  }

  /** That AWS does not have what was looked for. */
  static final class UnresolvedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    UnresolvedException(String message, String hint) {
      this.problem = DeployCode.LOOKUP_FAILED.error(message).hint(hint);
    }

    Problem problem() {
      return problem;
    }
  }
}
