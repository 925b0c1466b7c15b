package dev.stacktape.resource.event;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("Requests that come in through an HTTP API.")
@TypeName("http-api-gateway")
public record HttpApiEvent(
    @Doc("The http-api-gateway in this config.") String httpApiGatewayName,
    @Doc(value = "The HTTP method, or * for all.", example = "GET") HttpMethod method,
    @Doc(
            value = "The path, with parameters in braces; * for whatever no other route takes.",
            example = "/orders/{id}")
        String path,
    @Doc("Who may call the route.") @Nullable Authorizer authorizer,
    @Doc(
            value =
                "The form of the event that the function receives; the gateway's where left out.",
            defaultValue = "1.0")
        @Nullable PayloadFormat payloadFormat)
    implements FunctionEvent {}
