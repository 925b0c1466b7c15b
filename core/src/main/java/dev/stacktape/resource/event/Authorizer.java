package dev.stacktape.resource.event;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Union;

@Doc("Decides who may call a route.")
@Union
public sealed interface Authorizer permits UserPoolAuthorizer, FunctionAuthorizer {}
