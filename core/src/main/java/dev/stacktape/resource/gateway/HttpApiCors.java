package dev.stacktape.resource.gateway;

import dev.stacktape.config.Doc;
import dev.stacktape.resource.event.HttpMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("Which web pages may call an HTTP API.")
public record HttpApiCors(
    @Doc(value = "Whether any may.", defaultValue = "false") Boolean enabled,
    @Doc(value = "Origins of the pages.", defaultValue = "[\"*\"]") List<String> allowedOrigins,
    @Doc("Request headers that they may send.") List<String> allowedHeaders,
    @Doc("HTTP methods that they may use; those of the routes where left out.")
        List<HttpMethod> allowedMethods,
    @Doc("Lets them send cookies.") @Nullable Boolean allowCredentials,
    @Doc("Response headers that they may read.") List<String> exposedResponseHeaders,
    @Doc("How long browsers remember the answer, in seconds.") @Nullable Integer maxAge) {}
