package dev.stacktape.local.cloudformation.document;

import java.util.List;

/** What the pseudo parameters of a template tell. */
public record StackIdentity(
    String stackId, String stackName, String region, String account, List<String> topics) {

  /** The partition that a region belongs to. */
  public String partition() {
    if (region.startsWith("cn-")) {
      return "aws-cn";
    }
    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  /** The domain that the region's endpoints are in. */
  public String urlSuffix() {
    return partition().equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
  }
}
