package dev.stacktape.resource.auth;

import dev.stacktape.config.Doc;
import dev.stacktape.resource.cdn.CustomDomain;
import org.jspecify.annotations.Nullable;

@Doc("A domain of yours for the pages for signing in.")
public record UserPoolDomain(
    @Doc(
            value = "The domain; its hosted zone must be in the same account.",
            example = "login.acme.com")
        String domainName,
    @Doc("ARN of a certificate in us-east-1, where none should be made.")
        @Nullable String customCertificateArn,
    @Doc(value = "Leaves the DNS records to you.", defaultValue = "false")
        @Nullable Boolean disableDnsRecordCreation) {
  /** The same as other resources have it. */
  CustomDomain custom() {
    return new CustomDomain(domainName, customCertificateArn, disableDnsRecordCreation);
  }
}
