package dev.stacktape.resource.container;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import dev.stacktape.config.Required;
import dev.stacktape.config.TypeName;
import dev.stacktape.config.Union;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("What takes requests in for a service.")
@Union
public sealed interface ServiceLoadBalancing {

  @Doc("An HTTP API; cheapest for little traffic.")
  @TypeName("http-api-gateway")
  record HttpApi() implements ServiceLoadBalancing {}

  @Doc("An application load balancer; cheapest for much traffic.")
  @TypeName("application-load-balancer")
  record ApplicationLoadBalancer(
      @Doc(value = "The path that tells whether an instance is well.", defaultValue = "/")
          @Nullable String healthcheckPath,
      @Doc(value = "Time between two checks, in seconds.", defaultValue = "5")
          @Range(min = 5, max = 300)
          @Nullable Integer healthcheckInterval,
      @Doc(value = "The longest that an answer may take, in seconds.", defaultValue = "4")
          @Range(min = 2, max = 120)
          @Nullable Integer healthcheckTimeout)
      implements ServiceLoadBalancing {}

  @Doc("A network load balancer, for other protocols than HTTP.")
  @TypeName("network-load-balancer")
  record NetworkLoadBalancer(
      @Doc(
              value = "The path that tells whether an instance is well; only with HTTP checks.",
              defaultValue = "/")
          @Nullable String healthcheckPath,
      @Doc(value = "Time between two checks, in seconds.", defaultValue = "5")
          @Range(min = 5, max = 300)
          @Nullable Integer healthcheckInterval,
      @Doc(value = "The longest that an answer may take, in seconds.", defaultValue = "4")
          @Range(min = 2, max = 120)
          @Nullable Integer healthcheckTimeout,
      @Doc(
              value = "Whether a connection is enough or a page must be answered.",
              defaultValue = "TCP")
          @Nullable HealthCheckProtocol healthCheckProtocol,
      @Doc("The port that is checked; that of the traffic where left out.")
          @Range(min = 1, max = 65535)
          @Nullable Integer healthCheckPort,
      @Doc("Ports that are open to the internet.") @Required List<ServicePort> ports)
      implements ServiceLoadBalancing {}
}
