package dev.stacktape.resource.auth;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("What an invitation to a user pool says.")
public record InviteMessage(
    @Doc("The e-mail, with {username} and {####} for the password.") @Nullable String emailMessage,
    @Doc("The subject of the e-mail.") @Nullable String emailSubject,
    @Doc("The text message, with {username} and {####} for the password.")
        @Nullable String smsMessage) {}
