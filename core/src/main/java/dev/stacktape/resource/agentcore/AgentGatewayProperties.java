package dev.stacktape.resource.agentcore;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import dev.stacktape.config.Required;
import dev.stacktape.resource.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("Offers functions to AI agents as tools.")
@Required
public record AgentGatewayProperties(
    @Doc("What it is for.") @Nullable String description,
    @Doc("Who may call it; whoever signs with IAM where left out.")
        @Nullable JwtAuthorizer authorizer,
    @Doc("The functions that it offers.") List<GatewayTool> tools,
    @Doc("Tells agents when to use it.") @Nullable String instructions,
    @Doc(value = "Versions of MCP that it speaks.", example = "[\"2025-03-26\"]")
        List<String> supportedVersions,
    @Doc(value = "How agents find tools.", example = "SEMANTIC") @Nullable String searchType,
    @Doc("Tells callers what exactly went wrong.") @Nullable ExceptionLevel exceptionLevel,
    @Doc("Tags of the gateway, beside those of the stack.") @Range(max = 50) List<Tag> tags) {}
