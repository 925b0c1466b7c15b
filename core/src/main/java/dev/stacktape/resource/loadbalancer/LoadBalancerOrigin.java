package dev.stacktape.resource.loadbalancer;

import dev.stacktape.resource.Origin;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.cdn.CustomDomain;
import dev.stacktape.template.Fn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An application load balancer as a CDN asks it. CloudFront takes an encrypted answer only from a
 * name that the certificate is for, which the load balancer's own never is.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-custom-origin.html">HTTPS
 *     between CloudFront and a custom origin</a>
 */
public final class LoadBalancerOrigin {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private LoadBalancerOrigin() {}

  static Origin of(Resource<LoadBalancerProperties> balancer, StackView stack, Origin.Way way) {
    LoadBalancerProperties properties = balancer.properties();
    Object own = Fn.getAtt(LoadBalancerNames.balancerId(balancer.name()), "DNSName");
    int port = Listeners.usualPort(properties, way.port());
    if (!isEncrypted(properties, port)) {
      return Origin.overHttp(way.domain() == null ? own : way.domain(), unless(HTTP, port));
    }
    Object domain =
        way.domain() == null
            ? domain(properties).map(Object.class::cast).orElse(own)
            : way.domain();
    return Origin.overHttps(domain, unless(HTTPS, port));
  }

  private static @Nullable Integer unless(int usual, int port) {
    return port == usual ? null : port;
  }

  private static boolean isEncrypted(LoadBalancerProperties balancer, int port) {
    return Listeners.find(balancer, port)
        .map(listener -> listener.protocol() == WebProtocol.HTTPS)
        .orElse(port == HTTPS);
  }

  /** A name that its certificates are for; a pattern is none. */
  private static Optional<String> domain(LoadBalancerProperties balancer) {
    return balancer.customDomains().stream()
        .map(CustomDomain::domainName)
        .filter(name -> !name.startsWith("*"))
        .findFirst();
  }

  /**
   * Whether a CDN must be told a name to ask for, because the port is encrypted and nothing else
   * says what its certificate is for.
   */
  public static boolean needsDomain(LoadBalancerProperties balancer, Origin.Way way) {
    return way.domain() == null
        && isEncrypted(balancer, Listeners.usualPort(balancer, way.port()))
        && domain(balancer).isEmpty();
  }
}
