package dev.stacktape.resource.container;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Required;
import dev.stacktape.resource.iam.RoleStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("One or more containers that run side by side and share network and life.")
public record WorkloadProperties(
    @Doc("The containers.") @Required List<WorkloadContainer> containers,
    @Doc("What all containers together can use.") ContainerResources resources,
    @Doc("How many copies of the workload run.") @Nullable Scaling scaling,
    @Doc("Moves traffic to a new version step by step; needs exactly one load balancer event.")
        @Nullable BlueGreenDeployment deployment,
    @Doc(value = "Lets you open a shell in a running container.", defaultValue = "false")
        @Nullable Boolean enableRemoteSessions,
    @Doc(
            value = "Runs it in subnets that the internet cannot reach; NAT gateways cost money.",
            defaultValue = "false")
        @Nullable Boolean usePrivateSubnetsWithNAT,
    @Doc(
            value =
                "Resources of this config that it works with: it gets permissions for them and their addresses as STP_ variables.",
            example = "[orders, jobs]")
        List<String> connectTo,
    @Doc("Further statements for its role.") List<RoleStatement> iamRoleStatements) {}
