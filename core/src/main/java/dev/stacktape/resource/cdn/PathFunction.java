package dev.stacktape.resource.cdn;

import dev.stacktape.name.LogicalId;
import dev.stacktape.name.PhysicalName;
import dev.stacktape.name.ShortHash;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Tree;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.Map;
import java.util.Optional;

/**
 * A CloudFront function that changes the path of a request before the cache is looked at: a page
 * that is written in the browser has one file for all paths, a website of files has an index in
 * each folder.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html">CloudFront
 *     Functions runtime 2.0</a>
 */
final class PathFunction {
  private static final int NAME_LIMIT = 64;

  private PathFunction() {}

  /**
   * Adds the function where the path has to change; two places that change it alike share it.
   *
   * @return its ARN, a template value
   */
  static Optional<Map<String, Object>> add(
      Contribution<?> to, String prefix, boolean singlePage, boolean normalized, String index) {
    if (prefix.isEmpty() && !singlePage && !normalized) {
      return Optional.empty();
    }
    String code = code(prefix, singlePage, normalized, index);
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
    return Optional.of(Fn.getAtt(id, "FunctionARN"));
  }

  static String code(String prefix, boolean singlePage, boolean normalized, String index) {
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
