package dev.stacktape.deploy;

import dev.stacktape.deploy.Lookups.UnresolvedException;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.HostedZone;

/** Finds the hosted zones of domains. */
public final class HostedZones {
  /** Stands for a zone where there is no DNS, so that the rest can be rehearsed. */
  private static final String REHEARSED = "Z0REHEARSED";

  private final @Nullable Route53Client route53;

  /** Finds them through this client; null for the embedded AWS, which has no DNS. */
  public HostedZones(@Nullable Route53Client route53) {
    this.route53 = route53;
  }

  /** The id of the public zone that is nearest to a domain. */
  String of(String domain) throws UnresolvedException {
    if (route53 == null) {
      return REHEARSED;
    }
    String wanted = "." + domain.toLowerCase(Locale.ROOT) + ".";
    Optional<HostedZone> nearest =
        route53.listHostedZonesPaginator().hostedZones().stream()
            .filter(
                zone -> zone.config() == null || !Boolean.TRUE.equals(zone.config().privateZone()))
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
}
