package dev.stacktape.aws;

import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Who acts.
 *
 * @param account 12 digits
 * @param arn of the user or the assumed role
 */
public record AwsIdentity(String account, String arn) {
  static AwsIdentity of(StsClient sts) {
    GetCallerIdentityResponse caller = sts.getCallerIdentity();
    return new AwsIdentity(caller.account(), caller.arn());
  }
}
