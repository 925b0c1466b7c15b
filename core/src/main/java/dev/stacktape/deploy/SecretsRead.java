package dev.stacktape.deploy;

import dev.stacktape.template.CfnResource;
import dev.stacktape.template.TemplateText;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The secrets that CloudFormation reads for a resource; AWS does not name the one it misses. */
final class SecretsRead {
  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\{\\{resolve:secretsmanager:(arn:[^{}]+?|[^:{}]+):SecretString(?::([^:{}]+))?[^{}]*}}");

  private SecretsRead() {}

  /**
   * Their names as a config has them, {@code `db.password`, `db.user`}; empty where a resource
   * reads none.
   *
   * @param template the text of the template
   */
  static String by(String logicalId, String template) {
    CfnResource resource = TemplateText.parse(template).resources().get(logicalId);
    if (resource == null) {
      return "";
    }
    return REFERENCE
        .matcher(String.valueOf(resource.properties()))
        .results()
        .map(
            found ->
                found.group(2) == null ? found.group(1) : found.group(1) + "." + found.group(2))
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .map(name -> "`" + name + "`")
        .collect(Collectors.joining(", "));
  }
}
