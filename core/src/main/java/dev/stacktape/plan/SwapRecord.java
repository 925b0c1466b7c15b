package dev.stacktape.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a hot-swap left different from the deployed template, so that the next deployment can put it
 * right although CloudFormation sees no change.
 *
 * @param logicalId of the CloudFormation resource
 * @param resourceName the resource in the config
 * @param type of the CloudFormation resource
 * @param differing what may differ, such as {@code Code} or {@code Environment.Variables.MODE}
 * @param digest of what was swapped in; null while it is not known to have succeeded
 * @param liveId what the swap made: the version of a function, the ARN of a task definition; null
 *     where it made nothing
 * @param time ISO-8601
 * @param by ARN of the identity that swapped
 */
public record SwapRecord(
    String logicalId,
    String resourceName,
    String type,
    List<String> differing,
    @Nullable String digest,
    @Nullable String liveId,
    String time,
    String by) {

  public SwapRecord {
    differing = List.copyOf(differing);
  }

  /** Whether exactly this was swapped in, wholly. */
  boolean isOf(String wantedDigest) {
    return wantedDigest.equals(digest);
  }
}
