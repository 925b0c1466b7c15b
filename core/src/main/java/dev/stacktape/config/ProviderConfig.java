package dev.stacktape.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Access to services outside of AWS. */
@Doc("Access to services outside of AWS.")
public record ProviderConfig(
    @Doc("MongoDB Atlas, for `mongo-db-atlas-cluster`.") @Nullable MongoDbAtlas mongoDbAtlas,
    @Doc("Upstash, for `upstash-redis`.") @Nullable Upstash upstash) {

  /** An organisation at MongoDB Atlas. */
  @Doc("An organisation at MongoDB Atlas.")
  public record MongoDbAtlas(
      @Doc("The public key of the organisation's API key.") @Nullable String publicKey,
      @Doc("The private key of the organisation's API key; keep it in a secret.")
          @Nullable String privateKey,
      @Doc("The id of the organisation.") @Nullable String organizationId,
      @Doc("From where the project's clusters can be reached.")
          @Nullable Accessibility accessibility) {}

  /** From where the clusters of a project can be reached. */
  @Doc("From where the clusters of a project can be reached.")
  public record Accessibility(
      @Doc(value = "Who may connect.", example = "internet") AccessibilityMode accessibilityMode,
      @Doc(value = "IP addresses and ranges that may connect.", example = "[203.0.113.0/24]")
          List<String> whitelistedIps) {}

  /** Who may connect to a cluster. */
  public enum AccessibilityMode {
    @ConfigValue("internet")
    INTERNET,
    @ConfigValue("scoping-workloads-in-vpc")
    SCOPING_WORKLOADS_IN_VPC,
    @ConfigValue("vpc")
    VPC,
    @ConfigValue("whitelisted-ips-only")
    WHITELISTED_IPS_ONLY
  }

  /** An account at Upstash. */
  @Doc("An account at Upstash.")
  public record Upstash(
      @Doc(value = "The e-mail address of the account.", example = "dev@example.com")
          String accountEmail,
      @Doc(value = "An API key of the account.", example = "$Secret('upstash.key')")
          String apiKey) {}
}
