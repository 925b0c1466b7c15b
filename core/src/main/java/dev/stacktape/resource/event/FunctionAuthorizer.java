package dev.stacktape.resource.event;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("Asks a function for each caller.")
@TypeName("lambda")
public record FunctionAuthorizer(
    @Doc("The function in this config.") String functionName,
    @Doc("The function answers with an IAM policy instead of yes or no.")
        @Nullable Boolean iamResponse,
    @Doc("Parts of the request that tell callers apart.") List<String> identitySources,
    @Doc("How long an answer is remembered, in seconds.") @Nullable Integer cacheResultSeconds)
    implements Authorizer {}
