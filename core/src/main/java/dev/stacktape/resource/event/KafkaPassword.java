package dev.stacktape.resource.event;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TypeName;
import dev.stacktape.config.TypeWord;

@Doc("User name and password.")
@TypeName({"BASIC_AUTH", "SASL_SCRAM_256_AUTH", "SASL_SCRAM_512_AUTH"})
public record KafkaPassword(
    @Doc("Which way of logging in.") @TypeWord String way,
    @Doc("ARN of a secret with the keys username and password.") String authenticationSecretArn)
    implements KafkaAuthentication {}
