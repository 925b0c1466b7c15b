package dev.stacktape.resource.network;

import dev.stacktape.config.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("A small machine inside of the stack's network, for reaching what the internet cannot.")
public record BastionProperties(
    @Doc(value = "The kind of machine.", defaultValue = "t3.micro") @Nullable String instanceSize,
    @Doc(
            value = "Commands that run when it starts first; changing them replaces it.",
            example = "[yum install -y postgresql15]")
        List<String> runCommandsAtLaunch,
    @Doc("What happens to its logs.") @Nullable BastionLogging logging) {}
