package dev.stacktape.resource.event;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("A client certificate.")
@TypeName("MTLS")
public record KafkaCertificate(
    @Doc("ARN of the secret that holds the certificate and its private key.")
        String clientCertificate,
    @Doc("ARN of the secret that holds the authority that signed the brokers' certificates.")
        @Nullable String serverRootCaCertificate)
    implements KafkaAuthentication {}
