package dev.stacktape.config;

/** A protection that guardrails can ask for. */
public enum RequiredProtection {
  /** Databases, tables and user pools cannot be deleted before that is switched off. */
  @ConfigValue("deletion-protection")
  DELETION_PROTECTION,
  /** Databases cannot be reached from outside of the VPC. */
  @ConfigValue("private-databases")
  PRIVATE_DATABASES,
  /** What databases, caches and file systems hold is encrypted. */
  @ConfigValue("encryption")
  ENCRYPTION,
  /** Queues that functions read hand on what cannot be processed. */
  @ConfigValue("dead-letter-queues")
  DEAD_LETTER_QUEUES,
  /** Load balancers that the internet reaches and distributions have a firewall. */
  @ConfigValue("firewall")
  FIREWALL
}
