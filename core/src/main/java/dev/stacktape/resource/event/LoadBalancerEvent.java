package dev.stacktape.resource.event;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("Requests that an application load balancer passes on.")
@TypeName("application-load-balancer")
public record LoadBalancerEvent(
    @Doc("The load balancer in this config.") String loadBalancerName,
    @Doc("The listener's port, where the load balancer has listeners of its own.")
        @Nullable Integer listenerPort,
    @Doc("Rules are tried from the lowest number; unique for each listener.") Integer priority,
    @Doc(value = "Paths that match, with * and ?.", example = "[/orders/*]") List<String> paths,
    @Doc("HTTP methods that match.") List<String> methods,
    @Doc("Host names that match.") List<String> hosts,
    @Doc("Headers that must match.") List<HeaderCondition> headers,
    @Doc("Query parameters that must match.") List<QueryCondition> queryParams,
    @Doc(value = "Address ranges of callers that match.", example = "[10.0.0.0/8]")
        List<String> sourceIps)
    implements FunctionEvent {}
