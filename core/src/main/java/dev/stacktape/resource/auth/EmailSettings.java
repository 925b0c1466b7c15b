package dev.stacktape.resource.auth;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("Who sends the e-mails of a user pool.")
public record EmailSettings(
    @Doc("ARN of the sender's address in SES; Cognito's own where left out.")
        @Nullable String sesAddressArn,
    @Doc(value = "The sender.", example = "Shop <hello@acme.com>") @Nullable String from,
    @Doc(value = "Where answers go.", example = "support@acme.com")
        @Nullable String replyToEmailAddress) {}
