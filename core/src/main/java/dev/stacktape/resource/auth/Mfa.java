package dev.stacktape.resource.auth;

import dev.stacktape.config.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("A second proof when signing in.")
public record Mfa(
    @Doc(value = "Whether it is asked for.", defaultValue = "OFF") @Nullable MfaStatus status,
    @Doc(value = "Which proofs are taken.", example = "[SOFTWARE_TOKEN]")
        List<MfaType> enabledTypes) {}
