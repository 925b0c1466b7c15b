package dev.stacktape.resource.iam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A statement of an IAM policy in the template.
 *
 * @param resources template values
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html">IAM
 *     policy elements</a>
 */
public record Statement(
    @Nullable String sid,
    String effect,
    List<String> actions,
    List<Object> resources,
    @Nullable Object condition) {

  /** A policy language version; the only one that is current. */
  private static final String VERSION = "2012-10-17";

  /** Allows actions on resources. */
  public static Statement allow(List<String> actions, Object... resources) {
    return new Statement(null, "Allow", actions, List.of(resources), null);
  }

  /** What the user wrote. */
  public static Statement of(RoleStatement statement) {
    return new Statement(
        statement.sid(),
        statement.effect() == null ? "Allow" : statement.effect(),
        statement.action(),
        List.copyOf(statement.resource()),
        statement.condition());
  }

  /** The statement in the form of the template. */
  public Map<String, Object> toTree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (sid != null) {
      tree.put("Sid", sid);
    }
    tree.put("Effect", effect);
    if (!actions.isEmpty()) {
      tree.put("Action", actions);
    }
    tree.put("Resource", resources);
    if (condition != null) {
      tree.put("Condition", condition);
    }
    return tree;
  }

  /** A policy of statements that are already in the form of the template. */
  public static Map<String, Object> document(List<Map<String, Object>> statements) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("Version", VERSION);
    document.put("Statement", statements);
    return document;
  }

  /** An inline policy of a role. */
  public static Map<String, Object> inlinePolicy(String name, List<Statement> statements) {
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("PolicyName", name);
    policy.put("PolicyDocument", document(statements.stream().map(Statement::toTree).toList()));
    return policy;
  }
}
