package dev.stacktape.resource.agentcore;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import dev.stacktape.config.TextFor;
import dev.stacktape.resource.EnvironmentVar;
import dev.stacktape.resource.Tag;
import dev.stacktape.resource.iam.RoleStatement;
import dev.stacktape.resource.packaging.ImagePackaging;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("A place where an AI agent runs.")
public record AgentRuntimeProperties(
    @Doc("How the code gets into the image.") ImagePackaging packaging,
    @Doc("What the agent is for.") @Nullable String description,
    @Doc(value = "What the agent speaks.", defaultValue = "HTTP") @Nullable AgentProtocol protocol,
    @Doc("Variables in its environment.") List<EnvironmentVar> environment,
    @Doc(value = "The agentcore-memory in this config.", example = "memory")
        @Nullable String useMemory,
    @Doc(value = "The agentcore-gateway in this config.", example = "tools")
        @Nullable String useGateway,
    @Doc(value = "The agentcore-browser in this config.", example = "browser")
        @Nullable String useBrowser,
    @Doc(value = "The agentcore-code-interpreter in this config.", example = "interpreter")
        @Nullable String useCodeInterpreter,
    @Doc(
            value =
                "Addresses of the agent, each as a name or with its settings; one called default where left out.",
            example = "[live]")
        @TextFor("name")
        List<AgentEndpoint> endpoints,
    @Doc("How long sessions live.") @Nullable AgentLifecycle lifecycle,
    @Doc(value = "Request headers that the agent gets to see.", example = "[X-Tenant]")
        List<String> requestHeaders,
    @Doc("Who may call the agent; whoever signs with IAM where left out.")
        @Nullable JwtAuthorizer authorizer,
    @Doc("Tags of the agent, beside those of the stack.") @Range(max = 50) List<Tag> tags,
    @Doc(
            value =
                "Resources of this config that it works with: it gets permissions for them and their addresses as STP_ variables.",
            example = "[orders, jobs]")
        List<String> connectTo,
    @Doc("Further statements for its role.") List<RoleStatement> iamRoleStatements) {}
