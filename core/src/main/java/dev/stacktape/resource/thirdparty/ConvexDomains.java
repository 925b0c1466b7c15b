package dev.stacktape.resource.thirdparty;

import dev.stacktape.config.Doc;
import dev.stacktape.resource.cdn.CustomDomain;
import org.jspecify.annotations.Nullable;

@Doc("Domains of a Convex backend.")
public record ConvexDomains(
    @Doc("The address that clients use.") CustomDomain cloud,
    @Doc("The address of HTTP actions.") CustomDomain site,
    @Doc("The address of the dashboard; needed where there is one.")
        @Nullable CustomDomain dashboard) {}
