package dev.stacktape.resource.auth;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc(
    "Functions that a user pool asks at certain steps, each by its name in this config or its ARN.")
public record UserPoolHooks(
    @Doc("Writes the messages.") @Nullable String customMessage,
    @Doc("After signing in.") @Nullable String postAuthentication,
    @Doc("After an account was confirmed.") @Nullable String postConfirmation,
    @Doc("Before signing in; can refuse.") @Nullable String preAuthentication,
    @Doc("Before signing up; can refuse.") @Nullable String preSignUp,
    @Doc("Before a token is made; can put something in.") @Nullable String preTokenGeneration,
    @Doc("Looks an unknown user up elsewhere.") @Nullable String userMigration,
    @Doc("Asks a question of your own.") @Nullable String createAuthChallenge,
    @Doc("Decides which question comes next.") @Nullable String defineAuthChallenge,
    @Doc("Judges the answer.") @Nullable String verifyAuthChallengeResponse) {}
