package dev.stacktape.resource.cdn;

import dev.stacktape.config.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("What the origin gets to see of a request.")
public record ForwardingOptions(
    @Doc("Headers that are added.") List<RequestHeader> customRequestHeaders,
    @Doc("HTTP methods that are passed on.") List<ForwardedMethod> allowedMethods,
    @Doc("Cookies that are passed on.") @Nullable ForwardedCookies cookies,
    @Doc("Headers that are passed on.") @Nullable ForwardedHeaders headers,
    @Doc("Query parameters that are passed on.") @Nullable QueryChoice queryString,
    @Doc("An existing CloudFront origin request policy instead of all this.")
        @Nullable String originRequestPolicyId) {}
