package dev.stacktape.resource.agentcore;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("A function that a gateway offers.")
public record GatewayTool(
    @Doc(value = "The name.", example = "orders") String name,
    @Doc("What it does.") @Nullable String description,
    @Doc(value = "The function in this config.", example = "findOrders") @Nullable String function,
    @Doc("ARN of a function outside of this config; comes before `function`.")
        @Nullable String lambdaArn,
    @Doc("The tools that the function has.") @Required List<ToolDefinition> toolSchema) {}
