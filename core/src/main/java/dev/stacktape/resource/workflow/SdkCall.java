package dev.stacktape.resource.workflow;

import dev.stacktape.resource.iam.Statement;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An action of the AWS SDK.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html">AWS
 *     SDK integrations</a>
 */
record SdkCall(String service, String action) {
  /** Where IAM calls a service otherwise than the SDK does. */
  private static final Map<String, String> IN_IAM =
      Map.of(
          "sfn", "states",
          "eventbridge", "events",
          "cloudwatchlogs", "logs",
          "sesv2", "ses",
          "cognitoidentityprovider", "cognito-idp");

  /** What it works on are the resources of the config that its parameters name. */
  List<Statement> statements(TaskTarget target) {
    Set<Object> arns = target.anyOfConfig();
    if (arns.isEmpty()) {
      return List.of();
    }
    List<Object> resources = new ArrayList<>(arns);
    // Objects of a bucket and indexes of a table have ARNs that begin with that of the whole.
    if (service.equals("s3")) {
      arns.forEach(arn -> resources.add(Fn.join("", List.of(arn, "/*"))));
    } else if (service.equals("dynamodb")) {
      arns.forEach(arn -> resources.add(Fn.join("", List.of(arn, "/index/*"))));
    }
    String name =
        IN_IAM.getOrDefault(service, service)
            + ":"
            + action.substring(0, 1).toUpperCase(Locale.ROOT)
            + action.substring(1);
    return List.of(new Statement(null, "Allow", List.of(name), resources, null));
  }
}
