package dev.stacktape.resource.function;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import dev.stacktape.resource.iam.RoleStatement;
import dev.stacktape.resource.packaging.LambdaPackaging;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("A function that runs in many places of the world, close to the caller.")
public record EdgeFunctionProperties(
    @Doc("How the code gets to Lambda.") LambdaPackaging packaging,
    @Doc(
            value = "What the code runs on; follows from the code where left out.",
            example = "nodejs22.x")
        @Nullable EdgeRuntime runtime,
    @Doc(
            value = "Memory in MB; at most 128 where it answers the caller's own requests.",
            defaultValue = "128")
        @Range(min = 128, max = 10240)
        @Nullable Integer memory,
    @Doc(
            value =
                "The longest run, in seconds; at most 5 where it answers the caller's own requests.",
            defaultValue = "3")
        @Range(min = 1, max = 30)
        @Nullable Integer timeout,
    @Doc(
            "Resources of this config that it gets permissions for; there are no variables and no network at the edge.")
        List<String> connectTo,
    @Doc("Further statements for its role.") List<RoleStatement> iamRoleStatements,
    @Doc("What happens to its logs.") @Nullable FunctionLogging logging) {}
