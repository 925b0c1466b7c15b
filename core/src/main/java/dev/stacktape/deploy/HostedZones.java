package dev.stacktape.deploy;

import dev.stacktape.deploy.Lookups.UnresolvedException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.HostedZone;

/** Finds the hosted zones of domains. */
public final class HostedZones {
  /** Stands for a zone where there is no DNS, so that the rest can be rehearsed. */
  private static final String REHEARSED = "Z0REHEARSED";

  private final @Nullable Supplier<Route53Client> route53;
  private @Nullable List<HostedZone> zones;

  /**
   * Finds them through this client; all are listed once, when the first is looked for. Null for the
   * embedded AWS, which has no DNS.
   */
  public HostedZones(@Nullable Supplier<Route53Client> route53) {
    this.route53 = route53;
  }

  /** The id of the public zone that is nearest to a domain. */
  String of(String domain) throws UnresolvedException {
    if (route53 == null) {
      return REHEARSED;
    }
    String wanted = "." + domain.toLowerCase(Locale.ROOT) + ".";
    Optional<HostedZone> nearest =
        publicZones(route53.get()).stream()
            .filter(zone -> wanted.endsWith("." + zone.name()))
            .max(Comparator.comparingInt(zone -> zone.name().length()));
    return nearest
        .map(zone -> zone.id().substring(zone.id().lastIndexOf('/') + 1))
        .orElseThrow(
            () ->
                new UnresolvedException(
                    "This account has no public hosted zone for `" + domain + "`.",
                    "Make one in Route 53, or give `customCertificateArn` and"
                        + " `disableDnsRecordCreation: true` and lead the domain there yourself."));
  }

  private List<HostedZone> publicZones(Route53Client client) {
    List<HostedZone> known = zones;
    if (known == null) {
      known =
          client.listHostedZonesPaginator().hostedZones().stream()
              .filter(
                  zone ->
                      zone.config() == null || !Boolean.TRUE.equals(zone.config().privateZone()))
              .toList();
      zones = known;
    }
    return known;
  }
}
