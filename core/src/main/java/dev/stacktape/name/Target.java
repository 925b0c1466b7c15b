package dev.stacktape.name;

import org.jspecify.annotations.Nullable;

/**
 * Where a stack lives and what it is called.
 *
 * @param project such as {@code orders}; lower-case letters, digits and dashes
 * @param stage such as {@code dev}; lower-case letters, digits and dashes
 * @param region AWS region id such as {@code eu-west-1}
 * @param account 12-digit AWS account id, {@link #UNKNOWN_ACCOUNT} while working offline
 * @param ownName null for the name that project and stage make
 */
public record Target(
    String project, String stage, String region, String account, @Nullable String ownName) {
  /** Stands for the account where nothing is asked of AWS. */
  public static final String UNKNOWN_ACCOUNT = "000000000000";

  /**
   * Where CloudFront, whose parts are all over the world, takes certificates and firewalls from.
   */
  public static final String EDGE_REGION = "us-east-1";

  private static final int NAME_LIMIT = 128;

  /** A stack with the name that project and stage make. */
  public Target(String project, String stage, String region, String account) {
    this(project, stage, region, account, null);
  }

  /** {@code <project>-<stage>}, unless it has a name of its own. */
  public String stackName() {
    return ownName == null ? project + "-" + stage : ownName;
  }

  /** The hash that makes names unique across accounts and regions. */
  public String hash() {
    return ShortHash.of(region + stackName() + account);
  }

  /** The bucket that holds this stack's artifacts and templates. */
  public String deploymentBucket() {
    return "stp-deployment-bucket-" + hash();
  }

  /** The registry's repository that holds the images of this stack's containers. */
  public String imageRepository() {
    return hash() + "-stp-multi-container-workload-repo";
  }

  /** Whether the stack itself is where CloudFront takes certificates from. */
  public boolean isAtEdge() {
    return region.equals(EDGE_REGION);
  }

  /**
   * The stack in {@link #EDGE_REGION} that belongs to this one, for what AWS takes from there only.
   * Its name has the region of this one, which can have the same name in several.
   */
  public Target companion() {
    return new Target(
        project,
        stage,
        EDGE_REGION,
        account,
        PhysicalName.fit(stackName() + "-edge-" + region, NAME_LIMIT));
  }
}
