package dev.stacktape.resource.auth;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import org.jspecify.annotations.Nullable;

@Doc("What passwords must look like.")
public record PasswordPolicy(
    @Doc(value = "The fewest characters.", example = "12") @Range(min = 6, max = 99)
        @Nullable Integer minimumLength,
    @Doc("Whether there must be a small letter.") @Nullable Boolean requireLowercase,
    @Doc("Whether there must be a digit.") @Nullable Boolean requireNumbers,
    @Doc("Whether there must be another character.") @Nullable Boolean requireSymbols,
    @Doc("Whether there must be a capital letter.") @Nullable Boolean requireUppercase,
    @Doc(value = "How long the password of an invitation holds, in days.", example = "7")
        @Range(min = 0, max = 365)
        @Nullable Integer temporaryPasswordValidityDays) {}
