package dev.stacktape.resource.extension;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import dev.stacktape.resource.EnvironmentVar;
import dev.stacktape.resource.function.LambdaRuntime;
import dev.stacktape.resource.iam.RoleStatement;
import dev.stacktape.resource.packaging.LambdaPackaging;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("A function that makes, changes and deletes a kind of resource that AWS does not have.")
public record CustomResourceDefinitionProperties(
    @Doc("How the code gets to Lambda.") LambdaPackaging packaging,
    @Doc("Variables in its environment.") List<EnvironmentVar> environment,
    @Doc(value = "What the code runs on; follows from the code where left out.", example = "java21")
        @Nullable LambdaRuntime runtime,
    @Doc(value = "The longest run, in seconds.", defaultValue = "3", example = "60")
        @Range(min = 1, max = 900)
        @Nullable Integer timeout,
    @Doc(value = "Memory in MB; the share of the processor grows with it.", defaultValue = "128")
        @Range(min = 128, max = 10240)
        @Nullable Integer memory,
    @Doc(
            value =
                "Resources of this config that it works with: it gets permissions for them and their addresses as STP_ variables.",
            example = "[orders, jobs]")
        List<String> connectTo,
    @Doc("Further statements for its role.") List<RoleStatement> iamRoleStatements) {}
