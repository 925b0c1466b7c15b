package dev.stacktape.resource.auth;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("A Cognito user pool: sign-up, sign-in and the tokens that prove it.")
public record UserPoolProperties(
    @Doc(value = "Lets nobody sign up without an invitation.", defaultValue = "false")
        @Nullable Boolean allowOnlyAdminsToCreateAccount,
    @Doc(value = "How long an invitation can be used, in days.", defaultValue = "31")
        @Range(min = 0, max = 365)
        @Nullable Integer unusedAccountValidityDays,
    @Doc("Lets in only whoever has confirmed the e-mail address.")
        @Nullable Boolean requireEmailVerification,
    @Doc("Lets in only whoever has confirmed the phone number.")
        @Nullable Boolean requirePhoneNumberVerification,
    @Doc(value = "Has Cognito show the pages for signing in.", defaultValue = "false")
        @Nullable Boolean enableHostedUi,
    @Doc(value = "How the address of those pages begins.", example = "acme-shop")
        @Nullable String hostedUiDomainPrefix,
    @Doc("Style sheet for those pages.") @Nullable String hostedUiCSS,
    @Doc("Functions that are asked at certain steps.") @Nullable UserPoolHooks hooks,
    @Doc("Who sends the e-mails.") @Nullable EmailSettings emailConfiguration,
    @Doc("What an invitation says.") @Nullable InviteMessage inviteMessageConfig,
    @Doc(value = "How addresses are confirmed.", example = "email-code")
        @Nullable VerificationType userVerificationType,
    @Doc("What the messages for confirming say.")
        @Nullable VerificationMessage userVerificationMessageConfig,
    @Doc("A second proof when signing in.") @Nullable Mfa mfaConfiguration,
    @Doc("What passwords must look like.") @Nullable PasswordPolicy passwordPolicy,
    @Doc("What is known of a user beside the usual.") List<UserAttribute> schema,
    @Doc(value = "Lets users sign in with their phone number.", defaultValue = "true")
        @Nullable Boolean allowPhoneNumberAsUserName,
    @Doc(value = "Lets users sign in with their e-mail address.", defaultValue = "true")
        @Nullable Boolean allowEmailAsUserName,
    @Doc(value = "How long an access token holds, in seconds.", example = "3600")
        @Range(min = 1, max = 86400)
        @Nullable Integer accessTokenValiditySeconds,
    @Doc(value = "How long an identity token holds, in seconds.", example = "3600")
        @Range(min = 1, max = 86400)
        @Nullable Integer idTokenValiditySeconds,
    @Doc(value = "How long tokens can be renewed without signing in, in days.", example = "30")
        @Range(min = 0, max = 3650)
        @Nullable Integer refreshTokenValidityDays,
    @Doc(value = "Ways in which applications get tokens.", example = "[code]")
        List<OAuthFlow> allowedOAuthFlows,
    @Doc(value = "What tokens may be for.", example = "[openid, email]")
        List<String> allowedOAuthScopes,
    @Doc(
            value = "Addresses that a user may come back to after signing in.",
            example = "[\"https://shop.acme.com/signed-in\"]")
        List<String> callbackURLs,
    @Doc(
            value = "Addresses that a user may come back to after signing out.",
            example = "[\"https://shop.acme.com\"]")
        List<String> logoutURLs,
    @Doc("Others that users may have an account with.") List<IdentityProvider> identityProviders,
    @Doc(
            value = "The web-app-firewall in this config, with the scope regional.",
            example = "firewall")
        @Nullable String useFirewall,
    @Doc("A domain of yours for the pages for signing in.") @Nullable UserPoolDomain customDomain,
    @Doc(value = "Makes a secret for applications that run on a server.", defaultValue = "false")
        @Nullable Boolean generateClientSecret,
    @Doc(value = "Lets users sign in with accounts of others only.", defaultValue = "false")
        @Nullable Boolean allowOnlyExternalIdentityProviders) {}
