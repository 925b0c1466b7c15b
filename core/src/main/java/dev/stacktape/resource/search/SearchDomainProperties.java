package dev.stacktape.resource.search;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("An OpenSearch domain, which searches text and analyses logs.")
public record SearchDomainProperties(
    @Doc(value = "The version of OpenSearch.", defaultValue = "'2.17'")
        @Nullable SearchVersion version,
    @Doc("The machines; a single small one where left out.") @Nullable SearchCluster clusterConfig,
    @Doc("The disk of each machine.") @Nullable SearchStorage storage,
    @Doc(
            value = "The user-auth-pool in this config whose users may open the dashboards.",
            example = "users")
        @Nullable String userPool,
    @Doc("What happens to its logs.") @Nullable SearchLogging logging,
    @Doc("From where it can be reached.") @Nullable SearchAccessibility accessibility) {}
