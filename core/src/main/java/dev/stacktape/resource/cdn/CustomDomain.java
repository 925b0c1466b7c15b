package dev.stacktape.resource.cdn;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("A domain of yours.")
public record CustomDomain(
    @Doc(
            value = "The domain; its hosted zone must be in the same account.",
            example = "api.acme.com")
        String domainName,
    @Doc("ARN of a certificate, where none should be made.") @Nullable String customCertificateArn,
    @Doc(value = "Leaves the DNS records to you.", defaultValue = "false")
        @Nullable Boolean disableDnsRecordCreation) {}
