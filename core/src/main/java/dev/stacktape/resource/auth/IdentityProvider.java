package dev.stacktape.resource.auth;

import dev.stacktape.config.Doc;
import java.util.List;
import java.util.Map;

@Doc("Somebody else that users may have an account with.")
public record IdentityProvider(
    @Doc(value = "Who it is.", example = "Google") IdentityProviderType type,
    @Doc("The id that it gave to your application.") String clientId,
    @Doc(
            value = "The secret that belongs to the id; keep it in a secret.",
            example = "$Secret('google.secret')")
        String clientSecret,
    @Doc(value = "Which of its attributes becomes which of the pool's.", example = "{email: email}")
        Map<String, String> attributeMapping,
    @Doc(value = "What your application asks for.", example = "[openid, email]")
        List<String> authorizeScopes,
    @Doc("Further settings, in Cognito's own form.") Map<String, Object> providerDetails) {}
