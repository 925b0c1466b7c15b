package dev.stacktape.resource.auth;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("What the messages for confirming an address say.")
public record VerificationMessage(
    @Doc("The e-mail with {####} for the code.") @Nullable String emailMessageUsingCode,
    @Doc("The e-mail with {##a link##} in it.") @Nullable String emailMessageUsingLink,
    @Doc("The subject of the e-mail with a code.") @Nullable String emailSubjectUsingCode,
    @Doc("The subject of the e-mail with a link.") @Nullable String emailSubjectUsingLink,
    @Doc("The text message with {####} for the code.") @Nullable String smsMessage) {}
