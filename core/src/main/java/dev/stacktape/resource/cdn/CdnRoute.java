package dev.stacktape.resource.cdn;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TypeName;
import dev.stacktape.config.Union;
import org.jspecify.annotations.Nullable;

@Doc("Where a CDN sends requests.")
@Union
public sealed interface CdnRoute {

  @Doc("An application load balancer of this config.")
  @TypeName("application-load-balancer")
  record ToLoadBalancer(
      @Doc("The application-load-balancer in this config.") String loadBalancerName,
      @Doc("The listener's port, where the load balancer has listeners of its own.")
          @Nullable Integer listenerPort,
      @Doc("A domain that its certificate is for.") @Nullable String originDomainName)
      implements CdnRoute {}

  @Doc("An HTTP API of this config.")
  @TypeName("http-api-gateway")
  record ToHttpApi(@Doc("The http-api-gateway in this config.") String httpApiGatewayName)
      implements CdnRoute {}

  @Doc("A function of this config.")
  @TypeName("function")
  record ToFunction(
      @Doc("The function in this config; it needs an address of its own.") String functionName)
      implements CdnRoute {}

  @Doc("Any other server.")
  @TypeName("custom-origin")
  record ToDomain(
      @Doc("Its domain.") String domainName,
      @Doc(value = "How it is spoken to.", defaultValue = "HTTPS")
          @Nullable OriginProtocol protocol,
      @Doc("Its port.") @Nullable Integer port)
      implements CdnRoute {}

  @Doc("A bucket of this config.")
  @TypeName("bucket")
  record ToBucket(
      @Doc("The bucket in this config.") String bucketName,
      @Doc(
              value = "Takes paths as they are, without looking for .html files.",
              defaultValue = "false")
          @Nullable Boolean disableUrlNormalization)
      implements CdnRoute {}
}
