package dev.stacktape.resource.container;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import dev.stacktape.resource.EnvironmentVar;
import dev.stacktape.resource.cdn.CdnProperties;
import dev.stacktape.resource.cdn.CustomDomain;
import dev.stacktape.resource.gateway.HttpApiCors;
import dev.stacktape.resource.iam.RoleStatement;
import dev.stacktape.resource.packaging.ImagePackaging;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc(
    "A program in containers that answers requests from the internet; it listens on the port in PORT.")
public record WebServiceProperties(
    @Doc("Which web pages may call it; only behind an HTTP API.") @Nullable HttpApiCors cors,
    @Doc("Domains of yours.") List<CustomDomain> customDomains,
    @Doc(
            value = "What takes the requests in; an HTTP API where left out.",
            example = "{type: application-load-balancer}")
        @Nullable ServiceLoadBalancing loadBalancing,
    @Doc("A CDN in front of the service; not with a network load balancer.")
        @Nullable CdnProperties cdn,
    @Doc("Alarms on what takes the requests in.") List<WebServiceAlarm> alarms,
    @Doc(
            "Names of global alarms that leave this resource alone; there are none here, so it has no effect.")
        List<String> disabledGlobalAlarms,
    @Doc("Moves traffic to a new version step by step; needs an application load balancer.")
        @Nullable BlueGreenDeployment deployment,
    @Doc(
            "The web-app-firewall in this config, with the scope regional; needs an application load balancer.")
        @Nullable String useFirewall,
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
