package dev.stacktape.resource.container;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import dev.stacktape.resource.EnvironmentVar;
import dev.stacktape.resource.iam.RoleStatement;
import dev.stacktape.resource.packaging.ImagePackaging;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("A program in containers that only other workloads of the stack can reach.")
public record PrivateServiceProperties(
    @Doc(value = "The port that the program listens on; also in PORT.", defaultValue = "3000")
        @Range(min = 1, max = 65535)
        @Nullable Integer port,
    @Doc(value = "What it speaks, so that requests can be measured.", example = "http")
        @Nullable ServiceProtocol protocol,
    @Doc(
            value = "How requests are spread over its instances.",
            defaultValue = "{type: service-connect}")
        @Nullable PrivateLoadBalancing loadBalancing,
    @Doc("How the code gets into the image.") ImagePackaging packaging,
    @Doc("What each instance can use.") ContainerResources resources,
    @Doc("Variables in its environment.") List<EnvironmentVar> environment,
    @Doc("How many instances run.") @Nullable Scaling scaling,
    @Doc("What happens to its logs.") @Nullable ContainerLogging logging,
    @Doc("A command in the container that tells whether it is well.")
        @Nullable HealthCheck internalHealthCheck,
    @Doc(value = "How long it gets to stop by itself, in seconds.", defaultValue = "2")
        @Range(min = 2, max = 120)
        @Nullable Integer stopTimeout,
    @Doc(value = "Lets you open a shell in the running container.", defaultValue = "false")
        @Nullable Boolean enableRemoteSessions,
    @Doc("File systems that it sees.") List<ContainerVolume> volumeMounts,
    @Doc("Containers that run beside it or before it.") List<SideContainer> sideContainers,
    @Doc(
            value = "Runs it in subnets that the internet cannot reach; NAT gateways cost money.",
            defaultValue = "false")
        @Nullable Boolean usePrivateSubnetsWithNAT,
    @Doc(
            value =
                "Resources of this config that it works with: it gets permissions for them and their addresses as STP_ variables.",
            example = "[orders, jobs]")
        List<String> connectTo,
    @Doc("Further statements for its role.") List<RoleStatement> iamRoleStatements)
    implements ServiceProperties {}
