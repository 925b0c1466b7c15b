package dev.stacktape.resource.agentcore;

import dev.stacktape.config.Doc;
import java.util.List;

@Doc("Lets in whoever brings a valid token.")
public record JwtAuthorizer(
    @Doc(
            value = "The address where the issuer describes itself.",
            example = "https://login.acme.com/.well-known/openid-configuration")
        String discoveryUrl,
    @Doc(value = "Whom tokens may be for.", example = "[agents]") List<String> allowedAudience,
    @Doc("Applications that may have got the token.") List<String> allowedClients,
    @Doc(value = "What tokens may be for.", example = "[agents/call]")
        List<String> allowedScopes) {}
