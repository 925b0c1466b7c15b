package dev.stacktape.resource.database;

import dev.stacktape.config.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("From where a database can be reached.")
public record DatabaseAccessibility(
    @Doc(value = "Who may connect.", defaultValue = "internet", example = "vpc")
        DatabaseReach accessibilityMode,
    @Doc(
            value = "Leaves out the public address, which no whitelist can make up for.",
            defaultValue = "false")
        @Nullable Boolean forceDisablePublicIp,
    @Doc(value = "Addresses and ranges that may connect as well.", example = "[203.0.113.0/24]")
        List<String> whitelistedIps) {}
