package dev.stacktape.resource.cdn;

import dev.stacktape.resource.Tree;
import java.util.List;
import java.util.Map;

/**
 * Who takes on the role of a function at the edge: Lambda, and CloudFront's copies of it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-edge-permissions.html">IAM
 *     permissions and roles for Lambda@Edge</a>
 */
public final class EdgeRole {
  private EdgeRole() {}

  /** The statement of the role's trust policy. */
  public static Map<String, Object> trust() {
    return new Tree()
        .with("Effect", "Allow")
        .with(
            "Principal",
            Map.of("Service", List.of("lambda.amazonaws.com", "edgelambda.amazonaws.com")))
        .with("Action", "sts:AssumeRole")
        .build();
  }
}
