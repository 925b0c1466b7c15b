package dev.stacktape.resource.cdn;

import dev.stacktape.name.LogicalId;
import dev.stacktape.name.PhysicalName;
import dev.stacktape.name.ShortHash;
import dev.stacktape.name.Target;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.List;
import java.util.Map;

/**
 * A function that changes the path of a request: a page that is written in the browser has one file
 * for all paths, a website of files has an index in each folder. It is a function of CloudFront
 * itself, which runs before the cache is looked at. Where a function of the user's sees the same
 * requests, CloudFront takes none of its own beside it; then Lambda runs it before the origin is
 * asked.
 *
 * @param prefix in front of every path, empty for none
 * @param singlePage whether paths without a file lead to the index document
 * @param normalized whether paths without an extension are looked for as folders with an index
 * @param index the name of the index document
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html">CloudFront
 *     Functions runtime 2.0</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html">Restrictions
 *     on all edge functions</a>
 */
record PathFunction(String prefix, boolean singlePage, boolean normalized, String index) {
  private static final int NAME_LIMIT = 64;
  private static final String RUNTIME = "nodejs22.x";

  /** Whether any path has to change. */
  boolean isNeeded() {
    return !prefix.isEmpty() || singlePage || normalized;
  }

  /**
   * Adds the function of CloudFront; two places that change paths alike share it.
   *
   * @return its ARN, a template value
   */
  Map<String, Object> beforeCache(Contribution<?> to) {
    String code = code();
    String hash = ShortHash.of(code);
    String id = LogicalId.of(to.name(), "CdnPath" + hash, "Function");
    to.share(
        id,
        CfnResource.of(
            "AWS::CloudFront::Function",
            new Tree()
                .with(
                    "Name",
                    PhysicalName.fit(
                        to.stack().target().stackName() + "-" + to.name() + "-path-" + hash,
                        NAME_LIMIT))
                .with("AutoPublish", true)
                .with(
                    "FunctionConfig",
                    new Tree()
                        .with("Comment", "Paths of " + to.name())
                        .with("Runtime", "cloudfront-js-2.0"))
                .with("FunctionCode", code)
                .build()));
    return Fn.getAtt(id, "FunctionARN");
  }

  /**
   * Adds the function of Lambda, which may do nothing and writes no logs. Another code is another
   * version of the same function: a function that CloudFront has copied cannot be deleted at once.
   *
   * @param index tells it from the others of the same CDN
   * @return the ARN of its version, a template value
   */
  Object beforeOrigin(Contribution<?> to, int index) {
    String code =
        code()
            + "exports.handler = async (event) => handler({ request: event.Records[0].cf.request"
            + " });\n";
    String hash = ShortHash.of(code + RUNTIME);
    String name = "CdnPath" + index;
    String roleId = LogicalId.of(to.name(), "CdnPath", "Role");
    String functionId = LogicalId.of(to.name(), name, "Function");
    String versionId = LogicalId.of(to.name(), name, "Version") + hash;
    Target target = to.stack().target();
    Contribution<?> edge = to.atEdge();
    edge.share(
        roleId,
        CfnResource.of(
            "AWS::IAM::Role",
            new Tree()
                .with("AssumeRolePolicyDocument", Statement.document(List.of(EdgeRole.trust())))
                .build()));
    edge.share(
        functionId,
        CfnResource.of(
            "AWS::Lambda::Function",
            new Tree()
                .with(
                    "FunctionName",
                    PhysicalName.fit(
                        String.join(
                            "-", target.stackName(), target.region(), to.name(), "path" + index),
                        NAME_LIMIT))
                .with("Description", "Paths of " + to.name())
                .with("Code", new Tree().with("ZipFile", code))
                .with("Handler", "index.handler")
                .with("Runtime", RUNTIME)
                .with("Role", Fn.getAtt(roleId, "Arn"))
                .with("Tags", to.stack().tags().toList())
                .build()));
    edge.share(
        versionId,
        CfnResource.of("AWS::Lambda::Version", Map.of("FunctionName", Fn.ref(functionId)))
            .keepingData("Retain"));
    return to.fromEdge(LogicalId.of(to.name(), name, "VersionArn"), Fn.ref(versionId));
  }

  String code() {
    StringBuilder code = new StringBuilder();
    code.append("function handler(event) {\n");
    code.append("  var request = event.request;\n");
    code.append("  var uri = request.uri;\n");
    code.append("  var last = uri.substring(uri.lastIndexOf('/') + 1);\n");
    if (singlePage) {
      code.append("  if (last.indexOf('.') < 0) {\n    uri = ")
          .append(text("/" + index))
          .append(";\n  }\n");
    } else if (normalized) {
      code.append("  if (last === '') {\n    uri += ").append(text(index)).append(";\n");
      code.append("  } else if (last.indexOf('.') < 0) {\n    uri += ")
          .append(text("/" + index))
          .append(";\n  }\n");
    }
    code.append("  request.uri = ")
        .append(prefix.isEmpty() ? "" : text(prefix) + " + ")
        .append("uri;\n");
    code.append("  return request;\n}\n");
    return code.toString();
  }

  /** A text of JavaScript. */
  private static String text(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
  }
}
