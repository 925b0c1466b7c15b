package dev.stacktape.resource.network;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("What happens to the logs of a bastion.")
public record BastionLogging(
    @Doc(value = "General messages of the system.", defaultValue = "{retentionDays: 30}")
        @Nullable BastionLog messages,
    @Doc(value = "Who signed in.", defaultValue = "{retentionDays: 180}")
        @Nullable BastionLog secure,
    @Doc(value = "What the kernel recorded.", defaultValue = "{retentionDays: 365}")
        @Nullable BastionLog audit) {}
