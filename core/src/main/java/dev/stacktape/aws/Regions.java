package dev.stacktape.aws;

import dev.stacktape.problem.DidYouMean;
import dev.stacktape.problem.StacktapeException;
import java.util.List;
import software.amazon.awssdk.regions.Region;

/** The regions that there are, as far as this version of the AWS SDK knows them. */
public final class Regions {
  private Regions() {}

  /** Every region that has services in it, sorted. */
  public static List<String> known() {
    return Region.regions().stream()
        .filter(region -> !region.isGlobalRegion())
        .map(Region::id)
        .sorted()
        .toList();
  }

  /**
   * Goes on only with a region that exists, so that a typing error is not reported as an address
   * that cannot be reached.
   *
   * @throws StacktapeException {@code AWS_UNKNOWN_REGION}
   */
  static void require(String region) {
    List<String> known = known();
    if (!known.contains(region)) {
      throw new StacktapeException(
          AwsCode.AWS_UNKNOWN_REGION
              .error("There is no AWS region `" + region + "`.")
              .hint(
                  DidYouMean.closest(region, known)
                          .map(close -> "Did you mean `" + close + "`? ")
                          .orElse("")
                      + "The regions are: "
                      + String.join(", ", known)
                      + "."));
    }
  }
}
