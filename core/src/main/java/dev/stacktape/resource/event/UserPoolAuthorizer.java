package dev.stacktape.resource.event;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TypeName;
import java.util.List;

@Doc("Lets in whoever brings a valid token of a user pool.")
@TypeName("cognito")
public record UserPoolAuthorizer(
    @Doc("The user-auth-pool in this config.") String userPoolName,
    @Doc(value = "Where the token is found.", defaultValue = "[\"$request.header.Authorization\"]")
        List<String> identitySources)
    implements Authorizer {}
